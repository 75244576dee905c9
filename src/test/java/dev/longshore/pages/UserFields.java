package dev.longshore.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of a user's record, made of {@code user.schema.json}. */
final class UserFields {
    private static final Path SCHEMA = Path.of("src/main/resources/dev/longshore/users/record/user.schema.json");
    private static final String LINK = "../" + SCHEMA;

    private final List<String> blocks = new ArrayList<>();

    private UserFields() {}

    static String markdown() throws IOException {
        UserFields fields = new UserFields();
        fields.blocks.add(Paragraph.of(
                "", "[user.schema.json](" + LINK + ") says the same as a JSON Schema, for editors and pipelines."));
        fields.write("", new ObjectMapper().readTree(SCHEMA.toFile()));
        return String.join("\n\n", fields.blocks);
    }

    private void write(String prefix, JsonNode object) {
        for (Map.Entry<String, JsonNode> field : object.path("properties").properties()) {
            String path = prefix + field.getKey();
            JsonNode schema = field.getValue();
            if (!schema.has("description")) {
                continue;
            }
            blocks.add(Paragraph.of(
                    "", "**`" + path + "`** · " + kind(schema) + standard(object, field.getKey(), schema)));
            blocks.add(Paragraph.of("", schema.path("description").asText() + bounds(schema)));
            write(path + ".", schema);
            write(path + "[0].", schema.path("items"));
            write(path + ".NAME.", schema.path("additionalProperties"));
        }
    }

    private static String kind(JsonNode schema) {
        if (schema.has("enum")) {
            return words(schema.path("enum"));
        }
        JsonNode items = schema.path("items");
        if (items.has("type")) {
            return items.path("type").asText().equals("object") ? "list of objects" : "list of texts";
        }
        JsonNode others = schema.path("additionalProperties").path("items");
        if (others.has("enum")) {
            return "object of paths, with lists of " + words(others.path("enum"));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> "object";
            case "integer" -> "whole number";
            case "boolean" -> "`true` or `false`";
            case "string" -> "text";
            default -> "number or text";
        };
    }

    private static String standard(JsonNode object, String name, JsonNode schema) {
        for (JsonNode required : object.path("required")) {
            if (required.asText().equals(name)) {
                return " · needed";
            }
        }
        return schema.has("default") ? " · default: `" + schema.path("default").asText() + "`" : "";
    }

    private static String bounds(JsonNode schema) {
        if (schema.path("type").asText().equals("integer")) {
            return " From " + schema.path("minimum").asLong()
                    + (schema.has("maximum") ? " to " + schema.path("maximum").asLong() : " on") + ".";
        }
        JsonNode examples = schema.has("examples")
                ? schema.path("examples")
                : schema.path("items").path("examples");
        return examples.isMissingNode() ? "" : " Such as " + words(examples) + ".";
    }

    private static String words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add("`" + word.asText() + "`"));
        return String.join(", ", words).replaceFirst(", ([^,]*)$", " or $1");
    }
}

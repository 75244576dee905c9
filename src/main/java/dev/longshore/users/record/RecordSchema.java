package dev.longshore.users.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares a record with {@code user.schema.json}. It knows those words of JSON Schema that are used there. No sentence of it has a value
 * of the record.
 */
final class RecordSchema {
    private static final String FILE = "user.schema.json";
    private static final JsonNode USER = read();

    private static final Map<String, String> KINDS = Map.of(
            "object", "an object",
            "array", "a list",
            "string", "a text",
            "integer", "a whole number",
            "boolean", "true or false");

    private RecordSchema() {}

    /** @throws BadRecord that names the first field that the schema does not allow */
    static void check(JsonNode record) {
        check("", USER, record);
    }

    private static void check(String path, JsonNode schema, JsonNode value) {
        if (value instanceof POJONode flawed && flawed.getPojo() instanceof RecordText.Flaw flaw) {
            throw bad(path, flaw.sentence());
        }
        if (schema.isBoolean()) {
            requireAllowed(path, schema);
            return;
        }
        if (schema.isEmpty()) {
            value.forEach(below -> check(path, schema, below));
            return;
        }
        requireKind(path, schema, value);
        requireWord(path, schema, value);
        checkCases(path, schema, value);
        if (value.isObject()) {
            checkObject(path, schema, value);
        } else if (value.isArray()) {
            checkList(path, schema, value);
        } else if (value.isTextual()) {
            checkText(path, schema, value.textValue());
        } else if (value.isIntegralNumber()) {
            checkNumber(path, schema, value);
        }
    }

    /** A schema may be the word {@code false}, which allows nothing. */
    private static void requireAllowed(String path, JsonNode schema) {
        if (!schema.booleanValue()) {
            throw bad(path, "does not go with what else the record has");
        }
    }

    /** What holds only for records of some kind. */
    private static void checkCases(String path, JsonNode schema, JsonNode value) {
        schema.path("allOf").forEach(part -> check(path, part, value));
        if (schema.has("if")) {
            JsonNode rest = schema.path(matches(schema.path("if"), value) ? "then" : "else");
            if (!rest.isMissingNode()) {
                check(path, rest, value);
            }
        }
    }

    private static boolean matches(JsonNode schema, JsonNode value) {
        try {
            check("", schema, value);
            return true;
        } catch (BadRecord e) {
            return false;
        }
    }

    private static void requireKind(String path, JsonNode schema, JsonNode value) {
        List<String> kinds = texts(schema.path("type"));
        if (schema.has("type") && kinds.stream().noneMatch(kind -> isOf(kind, value))) {
            throw bad(
                    path,
                    "must be "
                            + String.join(" or ", kinds.stream().map(KINDS::get).toList()));
        }
    }

    private static boolean isOf(String kind, JsonNode value) {
        return switch (kind) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalStateException(FILE + " has the type " + kind);
        };
    }

    private static void requireWord(String path, JsonNode schema, JsonNode value) {
        List<String> words = texts(schema.path("enum"));
        if (!words.isEmpty() && !words.contains(value.asText())) {
            throw bad(path, "must be one of " + String.join(", ", words));
        }
    }

    private static void checkObject(String path, JsonNode schema, JsonNode object) {
        for (String field : texts(schema.path("required"))) {
            if (!object.has(field)) {
                throw bad(field(path, field), "is missing");
            }
        }
        boolean secret = schema.path("writeOnly").asBoolean();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = entry.getKey();
            JsonNode known = schema.path("properties").path(name);
            JsonNode others = schema.path("additionalProperties");
            if (known.isMissingNode() && others.isMissingNode()) {
                continue;
            }
            if (known.isMissingNode() && !others.isObject()) {
                throw secret
                        ? bad(path, "has a field that is not known")
                        : bad(field(path, shown(name)), "is not known");
            }
            if (known.isMissingNode()) {
                checkText(field(path, shown(name)), schema.path("propertyNames"), name);
            }
            check(field(path, shown(name)), known.isMissingNode() ? others : known, entry.getValue());
        }
        if (object.size() < schema.path("minProperties").asInt(0)) {
            throw bad(path, "is empty: remove it, or give it an entry");
        }
        if (object.size() > schema.path("maxProperties").asInt(Integer.MAX_VALUE)) {
            throw bad(path, "has more than " + schema.path("maxProperties").asInt() + " entries");
        }
    }

    private static void checkList(String path, JsonNode schema, JsonNode list) {
        if (list.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
            throw bad(path, "has more than " + schema.path("maxItems").asInt() + " entries");
        }
        if (list.size() < schema.path("minItems").asInt(0)) {
            throw bad(path, "is empty: remove it, or give it an entry");
        }
        for (int i = 0; i < list.size(); i++) {
            check(path + "[" + i + "]", schema.path("items"), list.get(i));
        }
    }

    private static void checkText(String path, JsonNode schema, String text) {
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw bad(path, "has an unprintable character");
        }
        if (text.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            throw bad(path, "has more than " + schema.path("maxLength").asInt() + " characters");
        }
        if (text.length() < schema.path("minLength").asInt(0)) {
            throw bad(path, "is empty");
        }
        String pattern = schema.path("pattern").asText(".*");
        if (!text.matches(pattern)) {
            throw bad(
                    path,
                    "is not written as it must be, such as "
                            + schema.path("examples").path(0).asText());
        }
    }

    private static void checkNumber(String path, JsonNode schema, JsonNode number) {
        long least = schema.path("minimum").asLong(Long.MIN_VALUE);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        if (!number.canConvertToLong() || number.longValue() < least || number.longValue() > most) {
            throw bad(
                    path,
                    "must be " + least + (most == Long.MAX_VALUE ? " or more" : " to " + most)
                            + (texts(schema.path("type")).contains("string") ? ", or a text" : ""));
        }
    }

    private static String field(String path, String name) {
        return path.isEmpty() ? name : name.matches("[a-z-]+") ? path + "." + name : path + "[\"" + name + "\"]";
    }

    /** A name of the record, which may be anything. */
    private static String shown(String name) {
        String printable = name.replaceAll("[\\p{Cntrl}\"]", "?");
        return printable.length() > 60 ? printable.substring(0, 60) + "…" : printable;
    }

    private static BadRecord bad(String path, String sentence) {
        return new BadRecord((path.isEmpty() ? "it" : path) + " " + sentence);
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.elements().forEachRemaining(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode read() {
        try (InputStream file = RecordSchema.class.getResourceAsStream(FILE)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

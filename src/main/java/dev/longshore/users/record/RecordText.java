package dev.longshore.users.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of a store as a tree. What stands in the tree but may not (a field twice, an alias of YAML) becomes a {@link Flaw} at its place,
 * so that in a list of users it is the fault of one of them.
 */
final class RecordText {
    /** One record, in bytes. */
    static final int LONGEST = 64 * 1024;

    /** A file of many users, in bytes. */
    static final int LONGEST_LIST = 16 * 1024 * 1024;

    private static final int DEEPEST = 12;

    private final JsonParser parser;

    /**
     * What is wrong with a value.
     *
     * @param sentence what stands behind the field
     */
    record Flaw(String sentence) {}

    private RecordText(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * @param longest in bytes
     * @throws BadRecord when it is no text of that format, or too long
     */
    static JsonNode parse(byte[] content, RecordFormat format, int longest) {
        if (content.length > longest) {
            throw new BadRecord("it has more than " + longest + " bytes");
        }
        try (JsonParser parser = format.factory().createParser(text(content))) {
            if (parser.nextToken() == null) {
                throw new BadRecord("it is empty");
            }
            JsonNode tree = new RecordText(parser).value(0);
            if (parser.nextToken() != null) {
                throw new BadRecord("something follows the record");
            }
            return tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new BadRecord("it is no " + format + ", which line " + Math.max(1, line) + " shows");
        } catch (IOException e) {
            throw new BadRecord("it is no " + format);
        }
    }

    /** A byte order mark in front is no matter. */
    private static String text(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadRecord("it is not in UTF-8");
        }
    }

    private JsonNode value(int depth) throws IOException {
        if (depth > DEEPEST) {
            parser.skipChildren();
            return flaw("is too deep");
        }
        if (isReference()) {
            parser.skipChildren();
            return flaw("uses an anchor, an alias or a tag of YAML, which is not read");
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> nodes.nullNode();
            default -> flaw("is of a kind that is not read");
        };
    }

    private boolean isReference() throws IOException {
        return parser instanceof YAMLParser yaml
                && (yaml.isCurrentAlias() || yaml.getObjectId() != null || yaml.getTypeId() != null);
    }

    private JsonNode object(int depth) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            JsonNode value = value(depth + 1);
            object.set(field, object.has(field) ? flaw("is there twice") : value);
        }
        return object;
    }

    private JsonNode array(int depth) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(depth + 1));
        }
        return array;
    }

    private static JsonNode flaw(String sentence) {
        return JsonNodeFactory.instance.pojoNode(new Flaw(sentence));
    }
}

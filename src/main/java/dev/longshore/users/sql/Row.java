package dev.longshore.users.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longshore.users.record.BadRecord;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A row of a query as a record in JSON: {@code record} is a whole one, other columns are fields. */
final class Row {
    private static final String WHOLE = "record";
    private static final String MOUNT = "/mount";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Map<String, Field> FIELDS = Map.ofEntries(
            Map.entry("name", new Field("", "name", Kind.TEXT)),
            Map.entry("password_hash", new Field("/password", "hash", Kind.TEXT)),
            Map.entry("enabled", new Field("", "enabled", Kind.SWITCH)),
            Map.entry("expires", new Field("", "expires", Kind.TIME)),
            Map.entry("allow", new Field("", "allow", Kind.WORDS)),
            Map.entry("tls", new Field("", "tls", Kind.TEXT)),
            Map.entry("certificate", new Field("", "certificate", Kind.TEXT)),
            Map.entry("charset", new Field("", "charset", Kind.TEXT)),
            Map.entry("listing", new Field("", "listing", Kind.TEXT)),
            Map.entry("ascii", new Field("", "ascii", Kind.TEXT)),
            Map.entry("directories", new Field("", "directories", Kind.TEXT)),
            Map.entry("home", new Field("", "home", Kind.TEXT)),
            Map.entry("welcome", new Field("", "welcome", Kind.LINES)),
            Map.entry("path", new Field(MOUNT, "path", Kind.TEXT)),
            Map.entry("bucket", new Field(MOUNT, "bucket", Kind.TEXT)),
            Map.entry("prefix", new Field(MOUNT, "prefix", Kind.TEXT)),
            Map.entry("access", new Field(MOUNT, "access", Kind.TEXT)),
            Map.entry("sessions", new Field("/limits", "sessions", Kind.NUMBER)),
            Map.entry("sessions_per_address", new Field("/limits", "sessions-per-address", Kind.NUMBER)),
            Map.entry("upload_rate", new Field("/limits", "upload-rate", Kind.SIZE)),
            Map.entry("download_rate", new Field("/limits", "download-rate", Kind.SIZE)),
            Map.entry("file_size", new Field("/limits", "file-size", Kind.SIZE)),
            Map.entry("quota_bytes", new Field("/limits/quota", "bytes", Kind.SIZE)),
            Map.entry("quota_files", new Field("/limits/quota", "files", Kind.NUMBER)));

    private final ResultSet rows;
    private final ResultSetMetaData columns;

    /** @param object where it is in the record, as a JSON Pointer */
    private record Field(String object, String name, Kind kind) {}

    private enum Kind {
        TEXT,
        SWITCH,
        NUMBER,
        /** A number, or a text such as 10M. */
        SIZE,
        /** A day, or a time with its offset. */
        TIME,
        /** An array, or a text with commas or blanks. */
        WORDS,
        /** An array, or a text with line ends. */
        LINES
    }

    private Row(ResultSet rows) throws SQLException {
        this.rows = rows;
        this.columns = rows.getMetaData();
    }

    /**
     * The row at which the cursor stands.
     *
     * @throws BadRecord when a column is none of a record, or its value cannot be one
     */
    static byte[] json(ResultSet rows) throws SQLException {
        Row row = new Row(rows);
        String json = row.hasWhole() ? row.whole() : row.fields().toString();
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private boolean hasWhole() throws SQLException {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (label(i).equals(WHOLE)) {
                return true;
            }
        }
        return false;
    }

    /** What stood beside it would be left out of account, and might be what keeps the user out. */
    private String whole() throws SQLException {
        if (columns.getColumnCount() > 1) {
            throw new BadRecord("the column record must be the only one");
        }
        return Optional.ofNullable(rows.getString(1)).orElseThrow(() -> new BadRecord("the column record is NULL"));
    }

    private ObjectNode fields() throws SQLException {
        ObjectNode record = NODES.objectNode();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String label = label(i);
            Field field = Optional.ofNullable(FIELDS.get(label))
                    .orElseThrow(() -> new BadRecord("the column " + label + " is no field of a record"));
            ObjectNode object = record.withObject(field.object());
            Optional<JsonNode> value = value(i, label, field.kind());
            if (value.isPresent() && object.has(field.name())) {
                throw new BadRecord("the column " + label + " is there twice");
            }
            value.ifPresent(node -> object.set(field.name(), node));
        }
        JsonNode mount = record.remove(MOUNT.substring(1));
        if (mount instanceof ObjectNode given && !given.isEmpty()) {
            record.putArray("mounts").add(given.has("path") ? given : given.put("path", "/"));
        }
        return record;
    }

    private String label(int column) throws SQLException {
        return columns.getColumnLabel(column).toLowerCase(Locale.ROOT);
    }

    /** NULL says nothing, but of {@code enabled}: whoever is not said to be enabled is not. */
    private Optional<JsonNode> value(int column, String label, Kind kind) throws SQLException {
        if (rows.getObject(column) == null) {
            return kind == Kind.SWITCH ? Optional.of(NODES.booleanNode(false)) : Optional.empty();
        }
        try {
            return Optional.of(
                    switch (kind) {
                        case TEXT -> NODES.textNode(rows.getString(column));
                        case SWITCH -> NODES.booleanNode(rows.getBoolean(column));
                        case NUMBER -> NODES.numberNode(rows.getLong(column));
                        case SIZE -> size(column);
                        case TIME -> NODES.textNode(time(column));
                        case WORDS -> list(column, "[,\\s]+");
                        case LINES -> list(column, "\\R");
                    });
        } catch (SQLException e) {
            throw new BadRecord("the column " + label + " cannot be read as a "
                    + kind.name().toLowerCase(Locale.ROOT));
        }
    }

    private JsonNode size(int column) throws SQLException {
        return rows.getObject(column) instanceof Number
                ? NODES.numberNode(rows.getLong(column))
                : NODES.textNode(rows.getString(column));
    }

    private String time(int column) throws SQLException {
        return switch (columns.getColumnType(column)) {
            case Types.DATE -> rows.getObject(column, LocalDate.class).toString();
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                rows.getObject(column, OffsetDateTime.class).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            default -> rows.getString(column);
        };
    }

    private ArrayNode list(int column, String separator) throws SQLException {
        Stream<?> entries = columns.getColumnType(column) == Types.ARRAY
                ? Stream.of((Object[]) rows.getArray(column).getArray())
                : Stream.of(rows.getString(column).split(separator));
        ArrayNode list = NODES.arrayNode();
        entries.map(String::valueOf).filter(entry -> !entry.isBlank()).forEach(list::add);
        return list;
    }
}

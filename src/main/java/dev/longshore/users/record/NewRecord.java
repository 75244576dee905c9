package dev.longshore.users.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** The record of a user of whom nothing but the password is known. */
public final class NewRecord {
    private NewRecord() {}

    /** In JSON. */
    public static byte[] of(String hash) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.putObject("password").put("hash", hash);
        return (record.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}

package dev.longshore.users.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longshore.users.otp.NewSecret;
import java.nio.charset.StandardCharsets;

/** The record of a user of whom nothing but the password is known. */
public final class NewRecord {
    private NewRecord() {}

    /** In JSON. */
    public static byte[] of(String hash) {
        return written(withPassword(hash));
    }

    /** The same of a user who needs a code of an authenticator app, too. */
    public static byte[] of(String hash, NewSecret secret) {
        ObjectNode record = withPassword(hash);
        record.putObject("otp").put("kind", "totp").put("secret", secret.base32());
        return written(record);
    }

    private static ObjectNode withPassword(String hash) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.putObject("password").put("hash", hash);
        return record;
    }

    private static byte[] written(ObjectNode record) {
        return (record.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}

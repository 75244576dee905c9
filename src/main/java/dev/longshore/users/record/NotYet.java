package dev.longshore.users.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the shape of a record has and this version cannot do: ignored, it would let in whom the operator keeps out. */
final class NotYet {
    private static final List<String> FIELDS = List.of("otp", "accounts");

    private NotYet() {}

    /** @throws BadRecord when a record asks for it */
    static void refuse(JsonNode record) {
        for (String field : FIELDS) {
            if (!record.at("/" + field.replace('.', '/')).isMissingNode()) {
                throw new BadRecord(field + " is not supported by this version");
            }
        }
    }
}

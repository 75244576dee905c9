package dev.longshore.users.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longshore.users.Proof;
import dev.longshore.users.otp.InvalidCode;
import dev.longshore.users.otp.OneTimeCode;
import dev.longshore.users.otp.SequenceCode;
import dev.longshore.users.otp.TimeCode;
import dev.longshore.users.password.StoredPassword;
import org.jspecify.annotations.Nullable;

/** What lets a user in, as a record writes it. The schema has seen to it that all fields are there that belong together. */
final class RecordProof {
    private static final int DIGITS = 6;
    private static final int PERIOD = 30;

    private RecordProof() {}

    /** What a password is compared with; null for a user whose code or certificate stands alone. */
    @Nullable
    static StoredPassword password(JsonNode record) {
        return record.has("password")
                ? StoredPassword.readHash(
                        "password.hash", record.at("/password/hash").asText())
                : null;
    }

    /**
     * @param codes whether there is a place for used codes
     * @throws BadRecord when the record has codes that cannot be used
     */
    static Proof of(JsonNode record, boolean codes) {
        return switch (record.path("certificate").asText()) {
            case "alone" -> Proof.CERTIFICATE;
            case "with-password" -> new Proof.WithCertificate(besidesCertificate(record, codes));
            default -> besidesCertificate(record, codes);
        };
    }

    private static Proof besidesCertificate(JsonNode record, boolean codes) {
        JsonNode otp = record.path("otp");
        if (otp.isMissingNode()) {
            return Proof.PASSWORD;
        }
        if (!codes) {
            throw new BadRecord("otp needs a place for used codes, or one code would count twice: name a bucket with"
                    + " longshore.users.one-time-codes.bucket");
        }
        try {
            return new Proof.Code(code(otp));
        } catch (InvalidCode e) {
            throw new BadRecord(e.getMessage());
        }
    }

    private static OneTimeCode code(JsonNode otp) {
        String kind = otp.path("kind").asText();
        return kind.equals("totp")
                ? TimeCode.of(
                        "otp.secret",
                        otp.path("secret").asText(),
                        TimeCode.Algorithm.valueOf(otp.path("algorithm").asText("SHA1")),
                        otp.path("digits").asInt(DIGITS),
                        otp.path("period").asInt(PERIOD),
                        TimeCode.UNUSED)
                : SequenceCode.of(
                        "otp",
                        kind.substring("otp-".length()),
                        otp.path("number").asInt(),
                        otp.path("seed").asText(),
                        otp.path("last").asText());
    }
}

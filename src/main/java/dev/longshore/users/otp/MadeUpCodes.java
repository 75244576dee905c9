package dev.longshore.users.otp;

import dev.longshore.users.otp.TimeCode.Algorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes that nobody has, for names that have none: always the same for one name, and such as a user could have. */
public final class MadeUpCodes {
    private static final String HMAC = "HmacSHA256";
    private static final String FIELD = "A made-up code";
    private static final int LEAST_NUMBER = 100;
    private static final int NUMBERS = 400;
    private static final int SEEDS = 10_000;
    private static final int DIGITS = 6;
    private static final int PERIOD = 30;

    private final Kind kind;
    private final Supplier<byte[]> secret;

    /** Of which kind the codes are. */
    public enum Kind {
        TOTP,
        OTP_MD5,
        OTP_SHA1
    }

    /** @param secret is asked for each name, and is the same for all gateways */
    public MadeUpCodes(Kind kind, Supplier<byte[]> secret) {
        this.kind = kind;
        this.secret = secret;
    }

    public OneTimeCode of(String name) {
        ByteBuffer octets = ByteBuffer.wrap(digest(name));
        return switch (kind) {
            case TOTP ->
                TimeCode.of(FIELD, Base32.encode(octets.array()), Algorithm.SHA1, DIGITS, PERIOD, TimeCode.UNUSED);
            case OTP_MD5 -> sequence("md5", octets);
            case OTP_SHA1 -> sequence("sha1", octets);
        };
    }

    /** A seed of two letters and four digits, as the programs that make them for a host have it (RFC 2289 §6). */
    private static OneTimeCode sequence(String algorithm, ByteBuffer octets) {
        int number = LEAST_NUMBER + Math.floorMod(octets.getInt(), NUMBERS);
        String seed = "" + letter(octets.get()) + letter(octets.get())
                + String.format(Locale.ROOT, "%04d", Math.floorMod(octets.getInt(), SEEDS));
        return SequenceCode.of(FIELD, algorithm, number, seed, HexFormat.of().toHexDigits(octets.getLong()));
    }

    private static char letter(byte octet) {
        return (char) ('a' + Math.floorMod(octet, 26));
    }

    private byte[] digest(String name) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.get(), HMAC));
            return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256", e);
        }
    }
}

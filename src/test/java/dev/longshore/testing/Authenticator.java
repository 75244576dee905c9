package dev.longshore.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a user has in the hand: an app that shows codes of the time (RFC 6238), and a program for those of RFC 2289. */
public final class Authenticator {
    /** Of {@link #now()}, in base32. */
    public static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final byte[] OCTETS = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final int PERIOD = 30;

    private Authenticator() {}

    /** The code that the app shows now, of six digits. */
    public static String now() {
        return code(Instant.now().getEpochSecond() / PERIOD);
    }

    /** The one that it will show next, which is right already where clocks may differ. */
    public static String next() {
        return code(Instant.now().getEpochSecond() / PERIOD + 1);
    }

    private static String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(OCTETS, "HmacSHA1"));
            byte[] digest = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(digest).getInt(digest[19] & 0xf) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The password of {@code otp-md5} with this number, in hexadecimal digits. */
    public static String md5(String phrase, String seed, int number) {
        byte[] value = folded((seed + phrase).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < number; i++) {
            value = folded(value);
        }
        return HexFormat.of().formatHex(value);
    }

    private static byte[] folded(byte[] octets) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(octets));
            return ByteBuffer.allocate(8)
                    .putLong(digest.getLong() ^ digest.getLong())
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

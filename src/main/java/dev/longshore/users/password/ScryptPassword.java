package dev.longshore.users.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * Scrypt (RFC 7914), in two forms: {@code $scrypt$ln=16,r=8,p=1$SALT$HASH}, as passlib writes it, and {@code $7$}, as
 * crypt(3) does.
 */
final class ScryptPassword extends StoredPassword {
    static final String PREFIX = "$scrypt$";
    static final String CRYPT_PREFIX = "$7$";

    private static final Pattern SHAPE =
            Pattern.compile("\\$scrypt\\$ln=(\\d+),r=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final Pattern CRYPT_SHAPE = Pattern.compile(
            "\\$7\\$([./A-Za-z0-9])([./A-Za-z0-9]{5})([./A-Za-z0-9]{5})([!-#%-~]{1,64})\\$([./A-Za-z0-9]{43})");

    private static final int BLOCK = 128;
    private static final int MOST_LOG = 30;
    private static final int MOST_BLOCK = 1024;
    private static final int MOST_PARALLEL = 1024;
    private static final int CRYPT_HASH = 32;

    /** 128·N·r·p: 1 GiB takes some seconds. */
    private static final long MOST_WORK = 1L << 30;

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    /** As in RFC 7914 §2; {@code log} is the binary logarithm of N. */
    record Cost(int log, int block, int parallel) {
        long memory() {
            return ((long) BLOCK * block << log) + (long) BLOCK * block * parallel;
        }

        @Override
        public String toString() {
            return "ln=" + log + ",r=" + block + ",p=" + parallel;
        }
    }

    private ScryptPassword(Cost cost, byte[] salt, byte[] hash, byte[] identity) {
        super("scrypt " + cost, cost.memory(), identity);
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    static ScryptPassword read(HashText text) {
        Matcher parts = text.parts(SHAPE);
        return new ScryptPassword(
                cost(text, parts.group(1), parts.group(2), parts.group(3)),
                text.octets("salt", HashAlphabet.STANDARD, parts.group(4), 8, 64),
                text.octets("hash", HashAlphabet.STANDARD, parts.group(5), 16, 64),
                text.text().getBytes(StandardCharsets.UTF_8));
    }

    static ScryptPassword readCrypt(HashText text) {
        Matcher parts = text.parts(CRYPT_SHAPE);
        return new ScryptPassword(
                cost(text, number(parts.group(1)), number(parts.group(2)), number(parts.group(3))),
                parts.group(4).getBytes(StandardCharsets.US_ASCII),
                text.octets("hash", HashAlphabet.CRYPT, parts.group(5), CRYPT_HASH, CRYPT_HASH),
                text.text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    boolean matches(byte[] password) {
        return MessageDigest.isEqual(
                hash, SCrypt.generate(password, salt, 1 << cost.log(), cost.block(), cost.parallel(), hash.length));
    }

    @Override
    StoredPassword decoy() {
        byte[] none = RandomOctets.of(hash.length);
        return new ScryptPassword(cost, RandomOctets.of(salt.length), none, none);
    }

    private static Cost cost(HashText text, String log, String block, String parallel) {
        int r = text.number("r", block, 1, MOST_BLOCK);
        int p = text.number("p", parallel, 1, MOST_PARALLEL);
        // RFC 7914 §2: N is less than 2 to the power of 16 r.
        Cost cost = new Cost(text.number("ln", log, 1, Math.min(MOST_LOG, 16 * r - 1)), r, p);
        text.requireMemory("ln and r", cost.memory());
        text.requireTime("128·2^ln·r·p", ((long) BLOCK * r << cost.log()) * p, MOST_WORK);
        return cost;
    }

    /** Letters of crypt(3), the lowest bits first. */
    private static String number(String letters) {
        long value = 0;
        for (int i = letters.length() - 1; i >= 0; i--) {
            value = value << 6 | HashAlphabet.CRYPT.value(letters.charAt(i));
        }
        return Long.toString(value);
    }
}

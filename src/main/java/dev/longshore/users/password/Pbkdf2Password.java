package dev.longshore.users.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 (RFC 8018 §5.2) as passlib writes it, {@code $pbkdf2-sha256$29000$SALT$HASH} and {@code $pbkdf2-sha512$…}, and
 * as Django does, {@code pbkdf2_sha256$870000$salt$HASH}.
 */
final class Pbkdf2Password extends StoredPassword {
    static final String PREFIX_256 = "$pbkdf2-sha256$";
    static final String PREFIX_512 = "$pbkdf2-sha512$";
    static final String DJANGO_PREFIX = "pbkdf2_sha256$";

    private static final Pattern SHAPE =
            Pattern.compile("\\$pbkdf2-sha(256|512)\\$(\\d+)\\$([A-Za-z0-9./]+)\\$([A-Za-z0-9./]+)");
    private static final Pattern DJANGO_SHAPE =
            Pattern.compile("pbkdf2_sha256\\$(\\d+)\\$([A-Za-z0-9./+=_-]{1,64})\\$([A-Za-z0-9+/]+)=?");
    private static final int MEMORY = 1 << 10;

    /** Takes some seconds. */
    private static final int MOST_ROUNDS = 10_000_000;

    private final int bits;
    private final int rounds;
    private final byte[] salt;
    private final byte[] hash;

    private Pbkdf2Password(int bits, int rounds, byte[] salt, byte[] hash, byte[] identity) {
        super("pbkdf2-sha" + bits + " " + rounds, MEMORY, identity);
        this.bits = bits;
        this.rounds = rounds;
        this.salt = salt;
        this.hash = hash;
    }

    static Pbkdf2Password read(HashText text) {
        Matcher parts = text.parts(SHAPE);
        int bits = Integer.parseInt(parts.group(1));
        return new Pbkdf2Password(
                bits,
                rounds(text, parts.group(2)),
                text.octets("salt", HashAlphabet.DOTTED, parts.group(3), 1, 64),
                text.octets("hash", HashAlphabet.DOTTED, parts.group(4), bits / 8, bits / 8),
                text.text().getBytes(StandardCharsets.UTF_8));
    }

    static Pbkdf2Password readDjango(HashText text) {
        Matcher parts = text.parts(DJANGO_SHAPE);
        return new Pbkdf2Password(
                256,
                rounds(text, parts.group(1)),
                parts.group(2).getBytes(StandardCharsets.US_ASCII),
                text.octets("hash", HashAlphabet.STANDARD, parts.group(3), 32, 32),
                text.text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    boolean matches(byte[] password) {
        char[] letters = new String(password, StandardCharsets.UTF_8).toCharArray();
        PBEKeySpec key = new PBEKeySpec(letters, salt, rounds, bits);
        try {
            byte[] computed = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + bits)
                    .generateSecret(key)
                    .getEncoded();
            return MessageDigest.isEqual(hash, computed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has PBKDF2", e);
        } finally {
            key.clearPassword();
        }
    }

    @Override
    StoredPassword decoy() {
        byte[] none = RandomOctets.of(hash.length);
        return new Pbkdf2Password(bits, rounds, RandomOctets.of(salt.length), none, none);
    }

    private static int rounds(HashText text, String digits) {
        return text.number("number of rounds", digits, 1, MOST_ROUNDS);
    }
}

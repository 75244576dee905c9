package dev.longshore.users.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.BCrypt;

/** Bcrypt: {@code $2b$12$SALTHASH}; 2a and 2y are the same. Of a password it sees the first 72 octets. */
final class BcryptPassword extends StoredPassword {
    private static final Pattern SHAPE =
            Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");
    private static final long MEMORY = 8L << 10;
    private static final int SALT = 16;
    private static final int HASH = 23;
    private static final int LONGEST = 72;

    /** Takes some seconds. */
    private static final int MOST_COST = 16;

    private final int cost;
    private final byte[] salt;
    private final byte[] hash;

    private BcryptPassword(int cost, byte[] salt, byte[] hash, byte[] identity) {
        super("bcrypt " + cost, MEMORY, identity);
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    static BcryptPassword read(HashText text) {
        Matcher parts = text.parts(SHAPE);
        return new BcryptPassword(
                text.number("cost", parts.group(1), 4, MOST_COST),
                text.octets("salt", HashAlphabet.BCRYPT, parts.group(2), SALT, SALT),
                text.octets("hash", HashAlphabet.BCRYPT, parts.group(3), HASH, HASH),
                text.text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    boolean matches(byte[] password) {
        byte[] seen = Arrays.copyOf(password, Math.min(password.length + 1, LONGEST));
        return MessageDigest.isEqual(hash, Arrays.copyOf(BCrypt.generate(seen, salt, cost), HASH));
    }

    @Override
    StoredPassword decoy() {
        byte[] none = RandomOctets.of(HASH);
        return new BcryptPassword(cost, RandomOctets.of(SALT), none, none);
    }
}

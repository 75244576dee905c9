package dev.longshore.users.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;

/** SHA-crypt as {@code /etc/shadow} has it: {@code $5$SALT$HASH} and {@code $6$rounds=10000$SALT$HASH}. */
final class ShaCryptPassword extends StoredPassword {
    private static final Pattern SHAPE = Pattern.compile(
            "(\\$([56])\\$(?:rounds=(\\d+)\\$)?[./A-Za-z0-9]{1,16})\\$([./A-Za-z0-9]{43}|[./A-Za-z0-9]{86})");
    private static final int MEMORY = 16 << 10;
    private static final String DEFAULT_ROUNDS = "5000";

    /** crypt(3) makes no less. */
    private static final int LEAST_ROUNDS = 1000;

    /** Takes some seconds. */
    private static final int MOST_ROUNDS = 5_000_000;

    /** The work grows with the password; a longer one is wrong, after the work that these octets cost. */
    private static final int LONGEST = 512;

    private final String setting;
    private final byte[] text;

    private ShaCryptPassword(String form, String setting, byte[] text) {
        super(form, MEMORY, text);
        this.setting = setting;
        this.text = text;
    }

    static ShaCryptPassword read(HashText text) {
        Matcher parts = text.parts(SHAPE);
        boolean short256 = parts.group(2).equals("5");
        if (parts.group(4).length() != (short256 ? 43 : 86)) {
            throw text.refused("whose hash has not the right length: it is cut off, or altered; copy it again");
        }
        String rounds = parts.group(3) == null ? DEFAULT_ROUNDS : parts.group(3);
        int checked = text.number("rounds", rounds, LEAST_ROUNDS, MOST_ROUNDS);
        return new ShaCryptPassword(
                (short256 ? "sha256-crypt " : "sha512-crypt ") + checked,
                parts.group(1),
                text.text().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    boolean matches(byte[] password) {
        byte[] seen = Arrays.copyOf(password, Math.min(password.length, LONGEST));
        String computed =
                setting.startsWith("$5$") ? Sha2Crypt.sha256Crypt(seen, setting) : Sha2Crypt.sha512Crypt(seen, setting);
        return MessageDigest.isEqual(text, computed.getBytes(StandardCharsets.US_ASCII)) & password.length <= LONGEST;
    }

    /** With the same salt, which nobody sees: a comparison costs the same, and its outcome is never the random one. */
    @Override
    StoredPassword decoy() {
        return new ShaCryptPassword(form(), setting, RandomOctets.of(text.length));
    }
}

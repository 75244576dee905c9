package dev.longshore.s3;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of an FTP user as STS takes it for a session and its source identity: 2 to 64 of {@code A-Z a-z 0-9 _ + , . @ - =}. Two users
 * have two names: an octet that may not stand there, and {@code =} itself, is {@code =} and two hexadecimal digits; of what becomes too long
 * there are the beginning, {@code ==}, and half of its SHA-256.
 */
final class SessionName {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 64;
    private static final int DIGEST = 32;
    private static final String MARK = "==";
    private static final String PLAIN = "_+,.@-";

    private SessionName() {}

    static String of(String user) {
        boolean tooShort = user.length() < SHORTEST;
        StringBuilder name = new StringBuilder();
        for (byte octet : user.getBytes(StandardCharsets.UTF_8)) {
            if (!tooShort && isPlain(octet)) {
                name.append((char) octet);
            } else {
                name.append('=').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return name.length() <= LONGEST
                ? name.toString()
                : name.substring(0, LONGEST - DIGEST - MARK.length()) + MARK + digest(user);
    }

    private static boolean isPlain(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || PLAIN.indexOf(octet) >= 0;
    }

    private static String digest(String user) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

package dev.longshore.admin;

import dev.longshore.failure.StartFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The secret of the operators. Only its digest is kept. */
public final class AdminToken {
    private static final int LEAST = 16;
    private static final String BEARER = "Bearer ";

    private final byte[] digest;

    private AdminToken(byte[] digest) {
        this.digest = digest;
    }

    /**
     * @return empty when there is none, so that nobody is an operator
     * @throws StartFailure when it is too easy to guess, or cannot be sent in a header
     */
    public static Optional<AdminToken> of(AdminSettings settings) {
        return settings.token().map(token -> {
            if (token.length() < LEAST || !token.chars().allMatch(sign -> sign > ' ' && sign < 127)) {
                throw new StartFailure(
                        "longshore.admin.token is too short or has blanks: give it 16 characters or more,"
                                + " letters and digits of a random generator");
            }
            return new AdminToken(sha256(token));
        });
    }

    /**
     * Takes as long for a wrong token as for the right one (RFC 6750 §2.1).
     *
     * @param authorization the header; null where there is none
     */
    boolean isIn(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        digest, sha256(authorization.substring(BEARER.length()).strip()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

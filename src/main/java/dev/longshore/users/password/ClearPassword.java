package dev.longshore.users.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Clear text, kept as a digest: digests have one length, so that comparing them tells nothing of the password's. */
final class ClearPassword extends StoredPassword {
    private static final int DIGEST = 32;

    private final byte[] digest;

    ClearPassword(String password) {
        this(digest(password.getBytes(StandardCharsets.UTF_8)));
    }

    private ClearPassword(byte[] digest) {
        super("clear text", 0, digest);
        this.digest = digest;
    }

    @Override
    boolean matches(byte[] password) {
        return MessageDigest.isEqual(digest, digest(password));
    }

    @Override
    StoredPassword decoy() {
        return new ClearPassword(RandomOctets.of(DIGEST));
    }

    @Override
    boolean isCheap() {
        return true;
    }

    private static byte[] digest(byte[] password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

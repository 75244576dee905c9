package dev.longshore.users.otp;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** A hash folded to 64 bits (RFC 2289 Appendix A). */
enum FoldedHash {
    MD5("md5", "MD5") {
        @Override
        long fold(byte[] digest) {
            ByteBuffer octets = ByteBuffer.wrap(digest);
            return octets.getLong() ^ octets.getLong();
        }
    },
    /** Its words are folded as numbers, and written with their lowest octet first. */
    SHA1("sha1", "SHA-1") {
        @Override
        long fold(byte[] digest) {
            ByteBuffer words = ByteBuffer.wrap(digest);
            int first = words.getInt(0) ^ words.getInt(8) ^ words.getInt(16);
            int second = words.getInt(4) ^ words.getInt(12);
            return (long) Integer.reverseBytes(first) << Integer.SIZE
                    | Integer.toUnsignedLong(Integer.reverseBytes(second));
        }
    };

    private final String word;
    private final String digest;

    FoldedHash(String word, String digest) {
        this.word = word;
        this.digest = digest;
    }

    /** The hash that a challenge calls {@code otp-} and this word. */
    static Optional<FoldedHash> named(String word) {
        return Arrays.stream(values()).filter(hash -> hash.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    long of(byte[] octets) {
        try {
            return fold(MessageDigest.getInstance(digest).digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + digest, e);
        }
    }

    abstract long fold(byte[] digest);
}

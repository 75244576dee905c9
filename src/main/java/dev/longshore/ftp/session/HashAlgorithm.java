package dev.longshore.ftp.session;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/** What HASH (draft-bryan-ftpext-hash) and the X verbs compute, by the name that FEAT has for it. */
public enum HashAlgorithm {
    SHA_256("SHA-256"),
    SHA_512("SHA-512"),
    SHA_1("SHA-1"),
    MD5("MD5"),
    CRC32("CRC32");

    private final String label;

    HashAlgorithm(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<HashAlgorithm> of(String label) {
        for (HashAlgorithm algorithm : values()) {
            if (algorithm.label.equals(label.toUpperCase(Locale.ROOT))) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Takes bytes and gives the result in hexadecimal digits. */
    public interface Running {
        void update(byte[] bytes, int count);

        String result();
    }

    public Running start() {
        if (this == CRC32) {
            Checksum checksum = new CRC32();
            return new Running() {
                @Override
                public void update(byte[] bytes, int count) {
                    checksum.update(bytes, 0, count);
                }

                @Override
                public String result() {
                    return String.format(Locale.ROOT, "%08x", checksum.getValue());
                }
            };
        }
        MessageDigest digest = digest();
        return new Running() {
            @Override
            public void update(byte[] bytes, int count) {
                digest.update(bytes, 0, count);
            }

            @Override
            public String result() {
                return HexFormat.of().formatHex(digest.digest());
            }
        };
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(label);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + label, e);
        }
    }
}

package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** RFC 3659 §7.5.3: what is the same for the same file, in all sessions and gateways, and for no other: 96 bits of a SHA-256. */
final class AddressHash {
    private static final int OCTETS = 12;
    private static final String HEX = "0123456789abcdef";

    private final MessageDigest digest;
    private String folder = "";
    private byte[] folderOctets = {};

    AddressHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** @param entry one whose address is known */
    void write(FileEntry entry, LineBuffer line) {
        if (!folder.equals(entry.folder())) {
            folder = entry.folder();
            folderOctets = folder.getBytes(StandardCharsets.UTF_8);
        }
        digest.update(folderOctets);
        if (!entry.name().equals(FileEntry.SELF)) {
            digest.update(entry.name().getBytes(StandardCharsets.UTF_8));
            if (entry.directory()) {
                digest.update((byte) '/');
            }
        }
        byte[] hash = digest.digest();
        for (int i = 0; i < OCTETS; i++) {
            line.put(HEX.charAt(hash[i] >> 4 & 0xF)).put(HEX.charAt(hash[i] & 0xF));
        }
    }
}

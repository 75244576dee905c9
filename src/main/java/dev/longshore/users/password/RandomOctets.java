package dev.longshore.users.password;

import java.security.SecureRandom;

/** Salts and keys. */
final class RandomOctets {
    private RandomOctets() {}

    static byte[] of(int length) {
        byte[] octets = new byte[length];
        new SecureRandom().nextBytes(octets);
        return octets;
    }
}

package dev.longshore.users.otp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** RFC 4648 §6; padding may be left out. */
final class Base32 {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /** In capitals, without padding. */
    static String encode(byte[] octets) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte octet : octets) {
            bits = bits << Byte.SIZE | octet & 0xff;
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(LETTERS.charAt(bits >> held & 0x1f));
            }
        }
        return held == 0
                ? text.toString()
                : text.append(LETTERS.charAt(bits << BITS - held & 0x1f)).toString();
    }

    static Optional<byte[]> decode(String text) {
        String letters = text.replaceAll("[\\s-]", "").replaceFirst("=+$", "").toUpperCase(Locale.ROOT);
        byte[] octets = new byte[letters.length() * BITS / Byte.SIZE];
        int at = 0;
        int bits = 0;
        int held = 0;
        for (char letter : letters.toCharArray()) {
            int value = LETTERS.indexOf(letter);
            if (value < 0) {
                return Optional.empty();
            }
            bits = bits << BITS | value;
            held += BITS;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                octets[at++] = (byte) (bits >> held);
            }
        }
        return Optional.of(Arrays.copyOf(octets, at));
    }
}

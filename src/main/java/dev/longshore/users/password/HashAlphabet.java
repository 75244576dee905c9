package dev.longshore.users.password;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The ways in which hashes write octets as letters, all without padding. */
enum HashAlphabet {
    /** Base64 of RFC 4648 §4. */
    STANDARD("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
    /** The same with a dot for the plus, as passlib writes PBKDF2. */
    DOTTED("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./"),
    /** As bcrypt writes. */
    BCRYPT("./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
    /** As crypt(3) writes; groups begin with the lowest bits. */
    CRYPT("./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
        @Override
        byte @Nullable [] decode(String coded) {
            byte[] octets = new byte[coded.length() * 6 / 8];
            int bits = 0;
            int held = 0;
            int at = 0;
            for (char letter : coded.toCharArray()) {
                int value = value(letter);
                if (value < 0) {
                    return null;
                }
                bits |= value << held;
                held += 6;
                if (held >= 8 && at < octets.length) {
                    octets[at++] = (byte) bits;
                    bits >>>= 8;
                    held -= 8;
                }
            }
            return octets;
        }
    };

    private final String letters;

    HashAlphabet(String letters) {
        this.letters = letters;
    }

    /** The number that a letter stands for; -1 for others. */
    final int value(char letter) {
        return letters.indexOf(letter);
    }

    /** Null when a letter is not of this alphabet, or the length cannot be. */
    byte @Nullable [] decode(String coded) {
        StringBuilder standard = new StringBuilder();
        for (char letter : coded.toCharArray()) {
            int value = value(letter);
            if (value < 0) {
                return null;
            }
            standard.append(STANDARD.letters.charAt(value));
        }
        try {
            return Base64.getDecoder().decode(standard.toString());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

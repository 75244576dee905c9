package dev.longshore.users.otp;

import java.io.Serial;

/** One-time codes of a record that cannot be used: a sentence that begins with the field, and has no secret. */
public final class InvalidCode extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidCode(String sentence) {
        super(sentence);
    }
}

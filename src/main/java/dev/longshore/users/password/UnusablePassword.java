package dev.longshore.users.password;

import java.io.Serial;

/** A stored password that cannot be used: one sentence that begins with the field, and has nothing of the password. */
public final class UnusablePassword extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnusablePassword(String sentence) {
        super(sentence);
    }
}

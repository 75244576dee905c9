package dev.longshore.users.record;

import java.io.Serial;

/** A record that cannot be used: one sentence that begins with the field, and has no value of a secret one. */
public final class BadRecord extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public BadRecord(String sentence) {
        super(sentence);
    }
}

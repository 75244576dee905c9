package dev.longshore.users;

import java.io.Serial;

/** A store is asked for more than it may be now. It is not down. */
public final class StoreBusy extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StoreBusy(String sentence) {
        super(sentence);
    }
}

package dev.longshore.users.sessions;

import java.util.concurrent.atomic.AtomicBoolean;

/** The place of one session among those of its user. */
public final class Seat {
    private final AtomicBoolean left = new AtomicBoolean();
    private final Runnable leaving;

    Seat(Runnable leaving) {
        this.leaving = leaving;
    }

    /** Gives the place back; by whomever and however often it is called, once. Waits for nothing. */
    public void leave() {
        if (left.compareAndSet(false, true)) {
            leaving.run();
        }
    }
}

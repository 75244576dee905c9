package dev.longshore.users;

import java.util.function.LongSupplier;

/** How many names that are not known may be looked up: some at once, and then so many a second. */
public final class LookupRate {
    private final long nanosEach;
    private final long most;
    private final LongSupplier nanos;

    /** Up to when all time is used. */
    private long used;

    /**
     * @param burst     at once
     * @param perSecond from then on
     */
    public LookupRate(int burst, int perSecond, LongSupplier nanos) {
        this.nanosEach = 1_000_000_000L / perSecond;
        this.most = burst * nanosEach;
        this.nanos = nanos;
        this.used = nanos.getAsLong() - most;
    }

    public synchronized boolean permits() {
        long now = nanos.getAsLong();
        long from = Math.max(used, now - most);
        if (from + nanosEach > now) {
            return false;
        }
        used = from + nanosEach;
        return true;
    }
}

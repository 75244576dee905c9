package dev.longshore.files;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Directories that lost an entry through this gateway lately, of all sessions. One that was made of nothing but its entries is gone with
 * the last of them in S3, but not for who is about to list it, enter it or remove it.
 */
final class LatelyThere {
    /** How long such a directory is there. */
    static final Duration KEPT = Duration.ofMinutes(10);

    /** How many are remembered; the oldest goes first. */
    static final int MOST = 10_000;

    private final LongSupplier clock;
    private final Map<String, Long> seen = new LinkedHashMap<>();

    /** @param clock in nanoseconds, as {@link System#nanoTime} */
    LatelyThere(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized boolean contains(String bucket, String prefix) {
        Long since = seen.get(name(bucket, prefix));
        return since != null && clock.getAsLong() - since < KEPT.toNanos();
    }

    /** An entry of the directory is about to go. */
    synchronized void add(String bucket, String prefix) {
        String name = name(bucket, prefix);
        seen.remove(name);
        seen.put(name, clock.getAsLong());
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    /** The directory itself was removed. */
    synchronized void remove(String bucket, String prefix) {
        seen.remove(name(bucket, prefix));
    }

    /** Buckets have no slash in their names. */
    private static String name(String bucket, String prefix) {
        return bucket + "/" + prefix;
    }
}

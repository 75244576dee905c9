package dev.longshore.s3;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How something that broke is tried again: after a pause of any length up to a bound that doubles with each try (full jitter), so that
 * many who were broken off together do not come back together.
 *
 * @param tries    how often, 1 or more
 * @param first    the bound of the first pause
 * @param longest  what the bound never exceeds
 * @param deadline how long all tries and pauses may take together
 */
record Backoff(int tries, Duration first, Duration longest, Duration deadline) {
    private static final int MOST_DOUBLINGS = 30;

    /** The pause before a try; {@code number} counts from 1. */
    Duration pause(int number, RandomGenerator random) {
        long bound = Math.min(first.toNanos() << Math.min(number - 1, MOST_DOUBLINGS), longest.toNanos());
        return Duration.ofNanos(random.nextLong(bound + 1));
    }
}

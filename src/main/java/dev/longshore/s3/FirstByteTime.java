package dev.longshore.s3;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long S3 takes to begin an answer, as this process has seen it lately. A request that was faster counts in full and one that was slower
 * an eighth, so that a busy machine does not pass for a distant S3; the first one, which had to connect, does not count.
 */
final class FirstByteTime {
    private static final int WEIGHT = 8;
    private static final long NOTHING = -1;
    private static final long FIRST_SEEN = 0;

    private final AtomicLong nanos = new AtomicLong(NOTHING);

    /** Counts a request that took so long to its first byte, 1 or more. */
    void saw(long took) {
        nanos.accumulateAndGet(took, FirstByteTime::next);
    }

    /** In nanoseconds; 0 where too few requests were made. */
    long typical() {
        return Math.max(0, nanos.get());
    }

    private static long next(long before, long took) {
        if (before == NOTHING) {
            return FIRST_SEEN;
        }
        return before == FIRST_SEEN || took < before ? took : before + (took - before) / WEIGHT;
    }
}

package dev.longshore.s3;

import java.time.Duration;
import java.util.Optional;

/**
 * When ranges of an object are fetched ahead: S3 is far, measured by its time to the first byte, enough is left to make up for the
 * connection that is given up, and there is memory.
 *
 * @param firstByte how far S3 is
 * @param memory    what all downloads may hold
 * @param senders   who fetches
 * @param ranges    how many ranges of one download may be held or on their way
 */
record AheadPolicy(FirstByteTime firstByte, AheadMemory memory, PartSenders senders, int ranges) {
    /** Below, one stream costs less and is as fast: S3 is in the same house. */
    private static final long FAR = Duration.ofMillis(20).toNanos();

    private static final long LEAST_LEFT = 4L * ReadAhead.RANGE;

    /**
     * Begins to fetch, if it pays.
     *
     * @param from where the stream that runs will be given up
     * @param end  behind the last byte
     */
    Optional<ReadAhead> begin(RangeRequest request, long from, long end) {
        if (firstByte.typical() < FAR || end - from < LEAST_LEFT) {
            return Optional.empty();
        }
        return Optional.of(new ReadAhead(request, memory, senders, from, end, ranges))
                .filter(ReadAhead::begin);
    }
}

package dev.longshore.s3;

/**
 * Who holds a download up: told of each read, it compares the time that was waited for S3 with the time that the client took, over 8 MiB at a
 * time. Used by one thread.
 */
final class StreamPace {
    private static final long WINDOW = 8 * 1024 * 1024;

    /** A stream of 200 MiB a second waits for processors rather than for S3, and more streams would need more of them: 40 ms. */
    private static final long FAST = 40_000_000;

    private long begun;
    private long bytes;
    private long waited;

    /**
     * @param before when the read was begun, in nanoseconds
     * @param after  when it returned
     * @return true at the end of a window of which more than half was waited for S3, which was not fast: the client would take more than the
     *     stream gives
     */
    boolean saw(int count, long before, long after) {
        if (bytes == 0) {
            begun = before;
            waited = 0;
        }
        bytes += count;
        waited += after - before;
        if (bytes < WINDOW) {
            return false;
        }
        bytes = 0;
        long took = after - begun;
        return took > FAST && waited > took / 2;
    }
}

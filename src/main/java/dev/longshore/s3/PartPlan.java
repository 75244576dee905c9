package dev.longshore.s3;

/**
 * How large the parts of an upload of unknown length are. S3 takes 10,000 parts at most, so parts double every
 * {@value #STEP} parts, up to a largest size that memory allows.
 *
 * @param first   the size of the first parts, in bytes
 * @param largest the largest size of a part, in bytes
 */
record PartPlan(long first, long largest) {
    /** S3: the smallest part that is not the last, 5 MiB. */
    static final int SMALLEST = 5 * 1024 * 1024;

    /** S3: the largest number of parts. */
    static final int MOST_PARTS = 10_000;

    /** After how many parts the size doubles. */
    static final int STEP = 1_000;

    /** The size of a part in bytes; {@code number} counts from 1. */
    long sizeOf(int number) {
        int doublings = Math.min((number - 1) / STEP, 30);
        return Math.min(first << doublings, largest);
    }
}

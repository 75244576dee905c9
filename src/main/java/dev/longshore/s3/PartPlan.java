package dev.longshore.s3;

/**
 * How large the parts of an upload of unknown length are. S3 takes 10,000 parts of up to 5 GiB, and no object beyond that product
 * (48.8 TiB). So parts double every {@value #STEP} parts, up to a largest size that memory allows: a part is sent again from memory
 * when S3 fails, and S3 must be told its length before its first byte. Where S3 can copy parts, a {@link BlockPlan} goes beyond that.
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
    static final int STEP = 250;

    /** How many bytes the largest upload has that is sent from memory to its last part. */
    long reach() {
        return reach(new BlockPlan(MOST_PARTS, SMALLEST));
    }

    /** How many bytes the largest upload has whose parts are blocks from some number on. */
    long reach(BlockPlan blocks) {
        long reach = 0;
        for (int number = 1; number <= MOST_PARTS; number++) {
            long size = sizeOf(number);
            reach += blocks.takes(number, size) ? blocks.size() : size;
        }
        return reach;
    }

    /** The size of a part in bytes; {@code number} counts from 1. */
    long sizeOf(int number) {
        int doublings = Math.min((number - 1) / STEP, 30);
        return Math.min(first << doublings, largest);
    }
}

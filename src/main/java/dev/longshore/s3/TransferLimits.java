package dev.longshore.s3;

import dev.longshore.failure.StartFailure;

/** The checked form of {@link TransferSettings}. */
record TransferLimits(long memory, PartPlan plan, int parallelParts) {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LEAST_MEMORY = 16 * MEBIBYTE;
    private static final long LARGEST_FIRST_PART = 1024 * MEBIBYTE;

    /** S3: the largest part, 5 GiB. */
    private static final long LARGEST_PART = 5 * 1024 * MEBIBYTE;

    private static final int MOST_PARALLEL = 64;

    /** @throws StartFailure when a value is out of its bounds */
    static TransferLimits of(TransferSettings configuration) {
        return of(configuration, Runtime.getRuntime().maxMemory());
    }

    /** @param heap the largest size of the heap, in bytes */
    static TransferLimits of(TransferSettings configuration, long heap) {
        long memory = configuration.memory().map(size -> size.asLongValue()).orElse(Math.max(LEAST_MEMORY, heap / 4));
        if (memory < LEAST_MEMORY) {
            throw new StartFailure(
                    "longshore.transfers.memory is " + memory / MEBIBYTE + "M: uploads need 16M together at least");
        }
        if (memory > heap / 4 * 3) {
            throw new StartFailure(
                    "longshore.transfers.memory is " + memory / MEBIBYTE + "M, more than three quarters of the"
                            + " largest heap of " + heap / MEBIBYTE + "M: lower it, or raise the heap (-Xmx)");
        }
        long partSize = configuration.partSize().asLongValue();
        if (partSize < PartPlan.SMALLEST || partSize > LARGEST_FIRST_PART) {
            throw new StartFailure("longshore.transfers.part-size must be between 5M and 1G, which S3 takes as parts");
        }
        int parallel = configuration.parallelParts();
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new StartFailure("longshore.transfers.parallel-parts is " + parallel + ": it must be 1 to 64");
        }
        long largest = Math.max(PartPlan.SMALLEST, Math.min(memory / 4, LARGEST_PART));
        return new TransferLimits(memory, new PartPlan(Math.min(partSize, largest), largest), parallel);
    }
}

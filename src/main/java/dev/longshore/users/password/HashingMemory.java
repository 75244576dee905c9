package dev.longshore.users.password;

/** The memory that all comparisons together may use: a quarter of the largest heap. */
final class HashingMemory {
    /** Enough for the hashes that {@link NewHash} makes. */
    private static final long LEAST = 24L << 20;

    private HashingMemory() {}

    static long bytes() {
        return of(Runtime.getRuntime().maxMemory());
    }

    /** @param heap the largest size of the heap, in bytes */
    static long of(long heap) {
        return Math.max(LEAST, heap / 4);
    }
}

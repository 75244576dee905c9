package dev.longshore.ftp.data;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A token bucket that is paid from before the bytes move: who takes from it is told how long to wait, and everybody's turn comes in the order
 * of asking. Transfers that take the same quantum therefore get the same share. Holds no thread and no queue; an unused quantum can be
 * given back.
 */
final class RateLimit {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What an unused bucket saves up, so that a thread that woke too late makes up for it: 100 ms. */
    private static final long MOST_SAVED = SECOND / 10;

    /** A quantum lasts 20 ms, so that many transfers still move often. */
    private static final int QUANTA_PER_SECOND = 50;

    private static final int LARGEST_QUANTUM = 64 * 1024;
    private static final int SMALLEST_QUANTUM = 512;

    private final ReentrantLock lock = new ReentrantLock();
    private final double bytesPerSecond;
    private final LongSupplier clock;
    private long paidUntil;

    /** @param clock nanoseconds that never go back */
    RateLimit(long bytesPerSecond, LongSupplier clock) {
        this.bytesPerSecond = bytesPerSecond;
        this.clock = clock;
        this.paidUntil = clock.getAsLong();
    }

    /** How many bytes a transfer should take at a time. */
    int quantum() {
        double wanted = bytesPerSecond / QUANTA_PER_SECOND;
        return (int) Math.max(SMALLEST_QUANTUM, Math.min(LARGEST_QUANTUM, wanted));
    }

    /**
     * Takes a quantum.
     *
     * @return how many nanoseconds to wait before the bytes may move; 0 or less for none
     */
    long take(int bytes) {
        lock.lock();
        try {
            long now = clock.getAsLong();
            long begun = Math.max(paidUntil - now, -MOST_SAVED);
            paidUntil = now + begun + lasting(bytes);
            return paidUntil - now;
        } finally {
            lock.unlock();
        }
    }

    /** Gives bytes back that did not move. */
    void giveBack(int bytes) {
        lock.lock();
        try {
            paidUntil -= lasting(bytes);
        } finally {
            lock.unlock();
        }
    }

    private long lasting(int bytes) {
        return Math.round(bytes / bytesPerSecond * SECOND);
    }
}

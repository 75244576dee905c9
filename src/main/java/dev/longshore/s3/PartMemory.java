package dev.longshore.s3;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The memory of all uploads: equal slabs up to a fixed budget, handed out first come, first served. Who finds none waits,
 * and stops reading its socket meanwhile, so that TCP holds the sender.
 *
 * <p>No dead lock: S3 takes no part below 5 MiB but the last, so uploads that each hold less could wait for each other for
 * ever. A reserve of one such part is therefore kept for one upload at a time, the <em>privileged</em> one: the first in the queue.
 * It can always fill a part and send it; then the next one has its turn.
 */
final class PartMemory {
    /** The size of a slab, and what an idle upload holds at most: 64 KiB. */
    static final int SLAB = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Deque<byte[]> idle = new ArrayDeque<>();
    private final Deque<Object> queue = new ArrayDeque<>();
    private final int reserve;
    private int free;

    @Nullable
    private Object privileged;

    /**
     * @param bytes        the budget
     * @param smallestPart the smallest part that S3 takes; the budget must be at least twice as large
     */
    PartMemory(long bytes, int smallestPart) {
        this.reserve = slabs(smallestPart);
        this.free = (int) Math.min(Integer.MAX_VALUE, bytes / SLAB);
        if (free < 2 * reserve) {
            throw new IllegalArgumentException("A budget of " + bytes + " bytes is less than two parts");
        }
    }

    /** A slab if one can be had at once, else null. */
    byte @Nullable [] poll(Object upload) {
        lock.lock();
        try {
            return queue.isEmpty() && mayTake(upload) ? hand() : null;
        } finally {
            lock.unlock();
        }
    }

    /** A slab, waited for as long as it takes. */
    byte[] take(Object upload) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            queue.addLast(upload);
            try {
                while (!isTurnOf(upload)) {
                    freed.await();
                }
                return hand();
            } finally {
                queue.removeFirstOccurrence(upload);
                freed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives slabs back. */
    void release(Iterable<byte[]> slabs) {
        lock.lock();
        try {
            for (byte[] slab : slabs) {
                idle.push(slab);
                free++;
            }
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the privilege, if the upload has it: its part is full, or it gives up. Its slabs come back when S3 has taken the part, so that
     * the next one can wait for them.
     */
    void endTurn(Object upload) {
        lock.lock();
        try {
            if (privileged == upload) {
                privileged = null;
                freed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes can be handed out now. */
    long freeBytes() {
        lock.lock();
        try {
            return (long) free * SLAB;
        } finally {
            lock.unlock();
        }
    }

    private boolean isTurnOf(Object upload) {
        if (upload == privileged) {
            return free > 0;
        }
        if (firstUnprivileged() != upload) {
            return false;
        }
        if (free > reserve) {
            return true;
        }
        if (privileged == null && free > 0) {
            privileged = upload;
            return true;
        }
        return false;
    }

    /** The privileged one has its own way; behind it the order holds, or who runs would overtake who is being woken. */
    @Nullable
    private Object firstUnprivileged() {
        for (Object waiting : queue) {
            if (waiting != privileged) {
                return waiting;
            }
        }
        return null;
    }

    private boolean mayTake(Object upload) {
        return upload == privileged ? free > 0 : free > reserve;
    }

    private byte[] hand() {
        free--;
        byte[] slab = idle.poll();
        return slab == null ? new byte[SLAB] : slab;
    }

    static int slabs(long bytes) {
        return Math.toIntExact((bytes + SLAB - 1) / SLAB);
    }
}

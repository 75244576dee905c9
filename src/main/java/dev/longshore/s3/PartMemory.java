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
    private final Deque<byte[]> idle = new ArrayDeque<>();
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private final int reserve;
    private int free;

    @Nullable
    private Object privileged;

    /** An upload in the queue, and what wakes it alone: to wake all of them for each slab costs more than to move the bytes. */
    private record Waiter(Object upload, Condition turn) {}

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
            Waiter waiter = new Waiter(upload, lock.newCondition());
            queue.addLast(waiter);
            try {
                while (!isTurnOf(upload)) {
                    waiter.turn().await();
                }
                return hand();
            } finally {
                queue.remove(waiter);
                wake();
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
            wake();
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
                wake();
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

    /** Wakes who may have a turn now: the privileged one, and the first of the others. Each wakes the next when it has been served. */
    private void wake() {
        Waiter first = null;
        for (Waiter waiter : queue) {
            if (waiter.upload() == privileged) {
                waiter.turn().signal();
            } else if (first == null) {
                first = waiter;
                first.turn().signal();
            }
            if (first != null && privileged == null) {
                return;
            }
        }
    }

    private boolean isTurnOf(Object upload) {
        if (upload == privileged) {
            return free > 0;
        }
        if (!isFirstOfTheOthers(upload)) {
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
    private boolean isFirstOfTheOthers(Object upload) {
        for (Waiter waiter : queue) {
            if (waiter.upload() != privileged) {
                return waiter.upload() == upload;
            }
        }
        return false;
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

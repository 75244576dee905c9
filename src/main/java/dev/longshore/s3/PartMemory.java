package dev.longshore.s3;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The memory of all uploads: equal slabs up to a fixed budget, handed out first come, first served. Who finds none waits,
 * and stops reading its socket meanwhile, so that TCP holds the sender.
 *
 * <p>No dead lock: S3 takes no part below 5 MiB but the last, so uploads that each hold less could wait for each other for
 * ever. A quarter of the budget is therefore a reserve for as many uploads as it has such parts, the <em>privileged</em> ones: the first
 * in the queue. Each of them can always fill a part and send it; then the next one has its turn. Where one of them has a client that is
 * slow, the others go on.
 */
final class PartMemory {
    /** The size of a slab, and what an idle upload holds at most: 64 KiB. */
    static final int SLAB = 64 * 1024;

    /** The reserve is this part of the budget, in whole parts of an upload, and one at least. */
    private static final int RESERVED = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<byte[]> idle = new ArrayDeque<>();
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private final Set<Object> privileged = Collections.newSetFromMap(new IdentityHashMap<>());
    private final int reserve;
    private final int places;
    private int free;

    /** An upload in the queue, and what wakes it alone: to wake all of them for each slab costs more than to move the bytes. */
    private record Waiter(Object upload, Condition turn) {}

    /**
     * @param bytes        the budget
     * @param smallestPart the smallest part that S3 takes; the budget must be at least twice as large
     */
    PartMemory(long bytes, int smallestPart) {
        int part = slabs(smallestPart);
        this.free = (int) Math.min(Integer.MAX_VALUE, bytes / SLAB);
        this.places = Math.max(1, free / RESERVED / part);
        this.reserve = places * part;
        if (free < 2 * part) {
            throw new IllegalArgumentException("A budget of " + bytes + " bytes is less than two parts");
        }
    }

    /** A slab if one can be had at once, else null. */
    byte @Nullable [] poll() {
        lock.lock();
        try {
            return queue.isEmpty() && free > reserve ? hand() : null;
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
            if (privileged.remove(upload)) {
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

    /** Wakes who may have a turn now: the privileged ones, and the first of the others. Each wakes the next when it has been served. */
    private void wake() {
        int left = privileged.size();
        boolean others = true;
        for (Waiter waiter : queue) {
            if (privileged.contains(waiter.upload())) {
                waiter.turn().signal();
                left--;
            } else if (others) {
                waiter.turn().signal();
                others = false;
            }
            if (left == 0 && !others) {
                return;
            }
        }
    }

    private boolean isTurnOf(Object upload) {
        if (privileged.contains(upload)) {
            return free > 0;
        }
        if (!isFirstOfTheOthers(upload)) {
            return false;
        }
        if (free > reserve) {
            return true;
        }
        return privileged.size() < places && free > 0 && privileged.add(upload);
    }

    /** The privileged ones have their own way; behind them the order holds, or who runs would overtake who is being woken. */
    private boolean isFirstOfTheOthers(Object upload) {
        for (Waiter waiter : queue) {
            if (!privileged.contains(waiter.upload())) {
                return waiter.upload() == upload;
            }
        }
        return false;
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

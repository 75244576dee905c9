package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The next ranges of an object, fetched side by side while the client takes those before. A client that stops for {@value #STALL_SECONDS}
 * seconds loses them, so that it holds no memory. Read by one thread.
 */
final class ReadAhead implements AutoCloseable {
    /** The bytes of a range: 8 MiB, which is long beside the time to its first byte. */
    static final int RANGE = 8 * 1024 * 1024;

    static final int STALL_SECONDS = 2;

    private final RangeRequest request;
    private final AheadMemory memory;
    private final PartSenders senders;
    private final long end;
    private final int most;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<AheadRange> ranges = new ArrayDeque<>();
    private long next;
    private int position;
    private boolean reading;
    private boolean closed;
    private long lastRead = System.nanoTime();

    /**
     * @param from the first byte to fetch
     * @param end  behind the last one
     * @param most how many ranges may be held or on their way
     */
    ReadAhead(RangeRequest request, AheadMemory memory, PartSenders senders, long from, long end, int most) {
        this.request = request;
        this.memory = memory;
        this.senders = senders;
        this.next = from;
        this.end = end;
        this.most = most;
    }

    /** False when there is no memory; nothing is held then. */
    boolean begin() {
        lock.lock();
        try {
            fetchMore();
            if (ranges.isEmpty()) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        watch();
        return true;
    }

    /**
     * The next bytes, waited for.
     *
     * @return how many; -1 when nothing is ahead any more
     * @throws ExecutionException when the range that has them failed
     */
    int read(byte[] target, int from, int wanted) throws ExecutionException {
        AheadRange first = first();
        if (first == null) {
            return -1;
        }
        try {
            first.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(FailureKind.TRANSFER_BROKEN, "A download was stopped while S3 was asked", e);
        }
        lock.lock();
        try {
            int count = first.copy(position, target, from, wanted);
            position += count;
            if (position == first.length()) {
                ranges.removeFirst().drop();
                position = 0;
                fetchMore();
            }
            reading = false;
            lastRead = System.nanoTime();
            return count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ranges.forEach(AheadRange::drop);
            ranges.clear();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    private AheadRange first() {
        lock.lock();
        try {
            reading = !ranges.isEmpty();
            return ranges.peekFirst();
        } finally {
            lock.unlock();
        }
    }

    private void fetchMore() {
        while (!closed && ranges.size() < most && next < end) {
            int length = (int) Math.min(RANGE, end - next);
            Optional<List<byte[]>> slabs = memory.borrow(length);
            if (slabs.isEmpty()) {
                return;
            }
            Runnable release = () -> memory.giveBack(slabs.get());
            AheadRange range = new AheadRange(request, next, length, slabs.get(), release, senders.breaker());
            try {
                senders.executor().execute(range);
            } catch (RejectedExecutionException e) {
                release.run();
                return;
            }
            ranges.addLast(range);
            next += length;
        }
    }

    private void watch() {
        CompletableFuture.delayedExecutor(STALL_SECONDS, TimeUnit.SECONDS, Runnable::run)
                .execute(this::dropIfStalled);
    }

    private void dropIfStalled() {
        if (!lock.tryLock()) {
            watch();
            return;
        }
        try {
            if (closed) {
                return;
            }
            if (!reading && System.nanoTime() - lastRead > TimeUnit.SECONDS.toNanos(STALL_SECONDS)) {
                close();
                return;
            }
        } finally {
            lock.unlock();
        }
        watch();
    }
}

package dev.longshore.s3;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work of one thread that another one may drop: it is not begun any more, or broken off, and the thread goes back to its pool without the
 * interrupt that was meant for the work. Of {@link #drop} and {@link #leave} exactly one says who comes last and clears up.
 */
final class Breakable {
    private final Consumer<Thread> breaker;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean dropped;
    private boolean ended;

    @Nullable
    private Runnable end;

    /** @param breaker breaks off what a thread waits for */
    Breakable(Consumer<Thread> breaker) {
        this.breaker = breaker;
    }

    /**
     * The calling thread begins.
     *
     * @throws CancellationException when the work was dropped
     */
    void enter() {
        Thread worker = Thread.currentThread();
        lock.lock();
        try {
            if (dropped) {
                throw new CancellationException();
            }
            end = () -> breaker.accept(worker);
        } finally {
            lock.unlock();
        }
    }

    /** From here on the work is ended in this way; at once if it was dropped meanwhile. */
    void endBy(Runnable other) {
        lock.lock();
        try {
            end = other;
            if (dropped) {
                other.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The thread has ended, whether it could begin or not.
     *
     * @return true when the work was dropped before
     */
    boolean leave() {
        lock.lock();
        try {
            ended = true;
            end = null;
            if (dropped) {
                Thread.interrupted();
            }
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Nobody wants the work any more.
     *
     * @return true for the first call behind {@link #leave}
     */
    boolean drop() {
        lock.lock();
        try {
            if (dropped) {
                return false;
            }
            dropped = true;
            if (end != null) {
                end.run();
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }
}

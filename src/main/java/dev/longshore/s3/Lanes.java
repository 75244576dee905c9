package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one task, several at once on the threads of all: bounded for the task, and for the process. Given by one thread, which
 * looks after other things while it waits.
 */
final class Lanes {
    /** How many requests one task has on their way at once. */
    static final int OF_TASK = 32;

    private static final long LOOK_MILLIS = 500;

    private final ExecutorService executor;
    private final Semaphore process;
    private final Semaphore own = new Semaphore(OF_TASK);
    private final Runnable meanwhile;
    private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();

    /**
     * @param process   how many requests all tasks together may have on their way
     * @param meanwhile runs twice a second while the giving thread waits; may throw a {@link Failure}, which ends the wait
     */
    Lanes(ExecutorService executor, Semaphore process, Runnable meanwhile) {
        this.executor = executor;
        this.process = process;
        this.meanwhile = meanwhile;
    }

    /**
     * Runs it when there is a free lane. Its failure is that of the next call of this method, or of {@link #awaitAll}.
     *
     * @throws Failure {@code TRANSFER_BROKEN} when the wait is interrupted or the gateway stops
     */
    void run(Runnable request) {
        throwFailure();
        submit(() -> {
            try {
                request.run();
            } catch (RuntimeException | Error e) {
                failed.compareAndSet(null, e);
            }
            return true;
        });
    }

    /** Runs it when there is a free lane; its failure is that of the future. */
    <T> CompletableFuture<T> submit(Supplier<T> request) {
        acquire(own);
        try {
            acquire(process);
        } catch (RuntimeException e) {
            own.release();
            throw e;
        }
        CompletableFuture<T> future = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                @Nullable T result = null;
                @Nullable Throwable failure = null;
                try {
                    result = request.get();
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
                process.release();
                own.release();
                if (failure == null) {
                    future.complete(result);
                } else {
                    future.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException e) {
            process.release();
            own.release();
            throw new Failure(FailureKind.TRANSFER_BROKEN, "The gateway stops", e);
        }
        return future;
    }

    /** The result, waited for. */
    <T> T await(CompletableFuture<T> future) {
        while (true) {
            try {
                return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                meanwhile.run();
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (ExecutionException e) {
                throw unchecked(e.getCause());
            }
        }
    }

    /** Waits until all that was given has ended; the first failure is thrown. */
    void awaitAll() {
        try {
            while (!own.tryAcquire(OF_TASK, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                meanwhile.run();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        own.release(OF_TASK);
        throwFailure();
    }

    /** Waits until nothing that was given can have an effect any more, whatever became of it; no interrupt ends this. */
    void drain() {
        own.acquireUninterruptibly(OF_TASK);
        own.release(OF_TASK);
    }

    private void acquire(Semaphore permits) {
        try {
            while (!permits.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                meanwhile.run();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void throwFailure() {
        Throwable failure = failed.get();
        if (failure != null) {
            throw unchecked(failure);
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return new IllegalStateException(failure);
    }

    private static Failure interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new Failure(FailureKind.TRANSFER_BROKEN, "Aborted between two requests", cause);
    }
}

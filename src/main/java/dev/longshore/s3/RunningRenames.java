package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The renames of directories that this process works on, one for each directory. */
final class RunningRenames {
    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    /**
     * Works on one. One of the same directory that was told to stop is waited for.
     *
     * @param patience how long to wait
     * @throws Failure {@code BACKEND_BUSY} when another one runs
     */
    <T> T run(String key, Duration patience, Supplier<T> work) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        long deadline = System.nanoTime() + patience.toNanos();
        for (CompletableFuture<Void> other = running.putIfAbsent(key, mine);
                other != null;
                other = running.putIfAbsent(key, mine)) {
            try {
                other.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw new Failure(FailureKind.BACKEND_BUSY, "The directory is being renamed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure(FailureKind.TRANSFER_BROKEN, "Aborted before the rename began", e);
            }
        }
        try {
            return work.get();
        } finally {
            running.remove(key, mine);
            mine.complete(null);
        }
    }
}

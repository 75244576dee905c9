package dev.longshore.s3;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A part on its way to S3. Unlike a future it can be waited for after it was told to stop. */
final class SendingPart implements Runnable {
    private final Supplier<CompletedPart> request;
    private final Runnable release;
    private final Consumer<Thread> breaker;
    private final CompletableFuture<CompletedPart> result = new CompletableFuture<>();
    private boolean stopped;

    @Nullable
    private Thread runner;

    /**
     * @param request sends the part
     * @param release gives its memory back, whatever became of it
     * @param breaker breaks off what a thread waits for
     */
    SendingPart(Supplier<CompletedPart> request, Runnable release, Consumer<Thread> breaker) {
        this.request = request;
        this.release = release;
        this.breaker = breaker;
    }

    @Override
    public void run() {
        Throwable failure = null;
        CompletedPart part = null;
        try {
            enter();
            part = request.get();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        leave();
        try {
            release.run();
        } finally {
            if (failure == null) {
                result.complete(part);
            } else {
                result.completeExceptionally(failure);
            }
        }
    }

    /** The acknowledged part, waited for. */
    CompletedPart await() throws InterruptedException, ExecutionException {
        return result.get();
    }

    /** Interrupts the request, or keeps it from being made. */
    synchronized void stop() {
        stopped = true;
        if (runner != null) {
            breaker.accept(runner);
        }
    }

    /** Waits until the request can have no effect any more. */
    void awaitEnd() {
        result.handle((part, failure) -> part).join();
    }

    private synchronized void enter() {
        if (stopped) {
            throw new CancellationException();
        }
        runner = Thread.currentThread();
    }

    private synchronized void leave() {
        runner = null;
        if (stopped) {
            Thread.interrupted();
        }
    }
}

package dev.longshore.s3;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A part on its way to S3. Unlike a future it can be waited for after it was told to stop. */
final class SendingPart implements Runnable {
    private final Supplier<CompletedPart> request;
    private final Runnable release;
    private final Breakable work;
    private final CompletableFuture<CompletedPart> result = new CompletableFuture<>();

    /**
     * @param request sends the part
     * @param release gives its memory back, whatever became of it
     * @param breaker breaks off what a thread waits for
     */
    SendingPart(Supplier<CompletedPart> request, Runnable release, Consumer<Thread> breaker) {
        this.request = request;
        this.release = release;
        this.work = new Breakable(breaker);
    }

    @Override
    public void run() {
        Throwable failure = null;
        CompletedPart part = null;
        try {
            work.enter();
            part = request.get();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        work.leave();
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
    void stop() {
        work.drop();
    }

    /** Waits until the request can have no effect any more. */
    void awaitEnd() {
        result.handle((part, failure) -> part).join();
    }
}

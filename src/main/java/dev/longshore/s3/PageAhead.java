package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A page of a listing on its way, before anybody asks for it. */
final class PageAhead implements Runnable {
    private final Supplier<ListingPage> request;
    private final Breakable work;
    private final CompletableFuture<ListingPage> page = new CompletableFuture<>();

    /** @param breaker breaks off what a thread waits for */
    PageAhead(Supplier<ListingPage> request, Consumer<Thread> breaker) {
        this.request = request;
        this.work = new Breakable(breaker);
    }

    @Override
    public void run() {
        try {
            work.enter();
            page.complete(request.get());
        } catch (RuntimeException | Error e) {
            page.completeExceptionally(e);
        } finally {
            work.leave();
        }
    }

    /** True when {@link #await} will not wait. */
    boolean isHere() {
        return page.isDone();
    }

    /**
     * Waits for the page.
     *
     * @throws Failure {@code BACKEND_BUSY} or {@code BACKEND_FAILED} when S3 did not give it, for whatever reason: what is there already is
     *     a part of a listing; {@code TRANSFER_BROKEN} when the thread was interrupted
     */
    ListingPage await() {
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(FailureKind.TRANSFER_BROKEN, "A listing was stopped while S3 was asked", e);
        } catch (ExecutionException e) {
            boolean busy = e.getCause() instanceof Failure failure && failure.kind() == FailureKind.BACKEND_BUSY;
            throw new Failure(
                    busy ? FailureKind.BACKEND_BUSY : FailureKind.BACKEND_FAILED,
                    e.getCause().getMessage(),
                    e);
        }
    }

    /** Breaks the request off if it runs; it is not made any more if it does not. */
    void drop() {
        work.drop();
    }
}

package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a listing, 1 ListObjectsV2 each. While one is being used the next one is fetched, and no more than that. Used by one
 * thread.
 */
public final class ListingPages implements AutoCloseable {
    private final ListRequests requests;
    private final ListRequests.Range range;
    private final PartSenders senders;
    private final ListingPage first;

    @Nullable
    private String next;

    @Nullable
    private PageAhead ahead;

    /** The first page is here when this returns. */
    ListingPages(ListRequests requests, ListRequests.Range range, PartSenders senders) {
        this.requests = requests;
        this.range = range;
        this.senders = senders;
        this.first = requests.page(range, null);
        this.next = first.next();
    }

    /** The page that came first; nothing is fetched ahead before {@link #goOn}. */
    public ListingPage first() {
        return first;
    }

    /** True when there are pages behind those that were taken. */
    public boolean hasNext() {
        return next != null;
    }

    /** True when there is a next page and nobody fetches it. */
    public boolean waitsForGo() {
        return next != null && ahead == null;
    }

    /** Begins to fetch the next page, if there is one and it is not on its way. */
    public void goOn() {
        String token = next;
        if (token == null || !waitsForGo()) {
            return;
        }
        PageAhead begun = new PageAhead(() -> requests.page(range, token), senders.breaker());
        ahead = begun;
        try {
            senders.executor().execute(begun);
        } catch (RejectedExecutionException e) {
            throw new Failure(FailureKind.BACKEND_FAILED, "The gateway stops", e);
        }
    }

    /** False when {@link #next} would have to wait. */
    public boolean isNextHere() {
        return next == null || ahead != null && ahead.isHere();
    }

    /**
     * The next page, waited for; the one behind it is on its way when this returns.
     *
     * @throws Failure {@code TRANSFER_BROKEN} in an interrupted thread
     */
    public ListingPage next() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Failure(FailureKind.TRANSFER_BROKEN, "A listing was stopped");
        }
        goOn();
        PageAhead awaited = ahead;
        if (awaited == null) {
            throw new IllegalStateException("The last page was taken");
        }
        ListingPage page = awaited.await();
        ahead = null;
        next = page.next();
        goOn();
        return page;
    }

    /** No further page is asked for, and the request that is on its way is broken off. */
    @Override
    public void close() {
        next = null;
        PageAhead begun = ahead;
        ahead = null;
        if (begun != null) {
            begun.drop();
        }
    }
}

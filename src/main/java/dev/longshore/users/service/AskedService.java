package dev.longshore.users.service;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.users.StoreBusy;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a service: never more than so many times at once, never for longer than so long, and wherever it redirects to, not there. */
public final class AskedService {
    private static final int MOST_AT_ONCE = 64;

    private final String name;
    private final Duration timeout;
    private final int longest;
    private final HttpClient client;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE, true);

    /**
     * @param name    how the log calls it
     * @param timeout for an answer, and for a turn
     * @param longest answer, in bytes
     */
    public AskedService(String name, Duration timeout, int longest) {
        this.name = name;
        this.timeout = timeout;
        this.longest = longest;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * What it answers, whatever the status is.
     *
     * @param request is made when it is the turn of this one
     * @throws StoreBusy when too many wait
     * @throws Failure   {@code USER_STORE_DOWN} when it does not answer, or with too much
     */
    public HttpResponse<byte[]> ask(Supplier<HttpRequest.Builder> request) {
        try {
            if (!room.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreBusy("Too many logins wait for " + name);
            }
            try {
                return send(request.get().timeout(timeout).build());
            } finally {
                room.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw down("interrupted", e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new BoundedBody(longest));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw down("no answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw down(
                    e.getCause().getClass().getSimpleName() + ": "
                            + e.getCause().getMessage(),
                    e);
        } finally {
            answer.cancel(true);
        }
    }

    /** A service that has said that it cannot tell. */
    public Failure down(String what, @Nullable Exception cause) {
        return new Failure(FailureKind.USER_STORE_DOWN, name + ": " + what, cause);
    }
}

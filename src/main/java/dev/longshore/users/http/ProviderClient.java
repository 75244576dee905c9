package dev.longshore.users.http;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.users.PasswordStore.Login;
import dev.longshore.users.StoreBusy;
import dev.longshore.users.record.RecordReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the service: never more than so many times at once, never for longer than so long, and wherever it redirects to, not there. */
final class ProviderClient {
    private static final int MOST_AT_ONCE = 64;
    private static final int OK = 200;

    /** What services answer beside the empty answer of Transfer Family to say that nobody is let in. */
    private static final Set<Integer> REFUSALS = Set.of(401, 404);

    /** Lambda answers 200 when a function has thrown something. */
    private static final String FUNCTION_ERROR = "X-Amz-Function-Error";

    private static final byte[] NOBODY = new byte[0];

    private final ProviderRequest requests;
    private final Duration timeout;
    private final HttpClient client;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE, true);

    ProviderClient(ProviderRequest requests, Duration timeout) {
        this.requests = requests;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * What the service says to a login; nothing where it lets nobody in.
     *
     * @throws StoreBusy when too many logins wait
     * @throws Failure   {@code USER_STORE_DOWN} when it does not answer, or not as it should
     */
    byte[] ask(Login login) {
        try {
            if (!room.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreBusy("Too many logins wait for " + requests);
            }
            try {
                return body(send(requests.of(login).timeout(timeout).build()));
            } finally {
                room.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw down("interrupted", e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new BoundedBody(RecordReader.LONGEST));
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

    private byte[] body(HttpResponse<byte[]> answer) {
        if (REFUSALS.contains(answer.statusCode())) {
            return NOBODY;
        }
        if (answer.statusCode() != OK) {
            throw down("status " + answer.statusCode(), null);
        }
        if (answer.headers().firstValue(FUNCTION_ERROR).isPresent()) {
            throw down("the function failed", null);
        }
        return answer.body();
    }

    private Failure down(String what, @Nullable Exception cause) {
        return new Failure(FailureKind.USER_STORE_DOWN, requests + ": " + what, cause);
    }
}

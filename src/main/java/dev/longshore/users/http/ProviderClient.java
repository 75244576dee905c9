package dev.longshore.users.http;

import dev.longshore.failure.Failure;
import dev.longshore.users.PasswordStore.Login;
import dev.longshore.users.StoreBusy;
import dev.longshore.users.record.RecordReader;
import dev.longshore.users.service.AskedService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** Asks the service about logins. */
final class ProviderClient {
    private static final int OK = 200;

    /** What services answer beside the empty answer of Transfer Family to say that nobody is let in. */
    private static final Set<Integer> REFUSALS = Set.of(401, 404);

    /** Lambda answers 200 when a function has thrown something. */
    private static final String FUNCTION_ERROR = "X-Amz-Function-Error";

    private static final byte[] NOBODY = new byte[0];

    private final ProviderRequest requests;
    private final AskedService service;

    ProviderClient(ProviderRequest requests, Duration timeout) {
        this.requests = requests;
        this.service = new AskedService(requests.toString(), timeout, RecordReader.LONGEST);
    }

    /**
     * What the service says to a login; nothing where it lets nobody in.
     *
     * @throws StoreBusy when too many logins wait
     * @throws Failure   {@code USER_STORE_DOWN} when it does not answer, or not as it should
     */
    byte[] ask(Login login) {
        HttpResponse<byte[]> answer = service.ask(() -> requests.of(login));
        if (REFUSALS.contains(answer.statusCode())) {
            return NOBODY;
        }
        if (answer.statusCode() != OK) {
            throw service.down("status " + answer.statusCode(), null);
        }
        if (answer.headers().firstValue(FUNCTION_ERROR).isPresent()) {
            throw service.down("the function failed", null);
        }
        return answer.body();
    }
}

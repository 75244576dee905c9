package dev.longshore.users.http;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.failure.StartFailure;
import dev.longshore.settings.SafeAddress;
import dev.longshore.users.HttpSettings;
import dev.longshore.users.HttpSettings.Request;
import dev.longshore.users.PasswordStore;
import dev.longshore.users.ProvedLogins;
import dev.longshore.users.StoreBusy;
import dev.longshore.users.StoreHealth;
import dev.longshore.users.UserRecord;
import dev.longshore.users.record.BadRecord;
import dev.longshore.users.record.BadRecords;
import dev.longshore.users.record.RecordReader;
import dev.longshore.users.record.UserName;
import dev.longshore.users.service.AwsSigning;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The users that an HTTP service lets in, which is, or speaks as, a custom identity provider of AWS Transfer Family. The same login as one
 * that was let in within seconds is not asked about; when the service is down, neither is one that was let in within the time of grace.
 */
public final class HttpUsers implements PasswordStore {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final String KEY = "longshore.users.http.";

    private final ProviderRequest requests;
    private final ProviderClient client;
    private final RecordReader reader;
    private final boolean ignoresPolicy;
    private final Duration grace;
    private final ProvedLogins proved = new ProvedLogins(System::nanoTime);
    private final BadRecords bad = new BadRecords(name());
    private final StoreHealth health = new StoreHealth(name());

    private HttpUsers(
            ProviderRequest requests, Duration timeout, RecordReader reader, boolean ignoresPolicy, Duration grace) {
        this.requests = requests;
        this.client = new ProviderClient(requests, timeout);
        this.reader = reader;
        this.ignoresPolicy = ignoresPolicy;
        this.grace = grace;
    }

    /**
     * @param grace for how long a login that was right is right when the service is down
     * @throws StartFailure when a setting is missing or wrong
     */
    public static HttpUsers of(HttpSettings settings, RecordReader reader, Duration grace) {
        URI url = requireUrl(settings);
        requireTimeout(settings.timeout());
        if (settings.sign() && settings.authorization().isPresent()) {
            throw new StartFailure(KEY + "sign and " + KEY + "authorization are both set: remove one of them");
        }
        settings.authorization().ifPresent(HttpUsers::requirePrintable);
        AwsSigning signing = settings.sign()
                ? AwsSigning.of(url, DefaultCredentialsProvider.builder().build())
                : null;
        return new HttpUsers(
                request(settings, url, signing), settings.timeout(), reader, settings.ignorePolicy(), grace);
    }

    private static ProviderRequest request(HttpSettings settings, URI url, @Nullable AwsSigning signing) {
        return new ProviderRequest(url, settings.request(), settings.server(), settings.authorization(), signing);
    }

    @Override
    public Optional<UserRecord> login(Login login) {
        if (!UserName.isPossible(login.name()) || !requests.carries(login.password())) {
            return Optional.empty();
        }
        Optional<UserRecord> fresh = proved.within(FRESH, login);
        return fresh.isPresent() ? fresh : ask(login);
    }

    private Optional<UserRecord> ask(Login login) {
        long asked = System.nanoTime();
        byte[] answer;
        try {
            answer = client.ask(login);
        } catch (RuntimeException e) {
            return provedOr(login, e);
        }
        health.answers();
        Optional<UserRecord> found = read(login.name(), answer);
        found.ifPresentOrElse(record -> proved.add(login, record, asked), () -> proved.remove(login));
        return found;
    }

    private Optional<UserRecord> provedOr(Login login, RuntimeException cause) {
        if (!(cause instanceof StoreBusy)) {
            health.fails(cause);
        }
        Optional<UserRecord> before = proved.within(grace, login);
        if (before.isEmpty()) {
            throw new Failure(FailureKind.USER_STORE_DOWN, cause.getMessage(), cause);
        }
        return before;
    }

    private Optional<UserRecord> read(String name, byte[] answer) {
        try {
            return reader.ofProvider(name, answer, ignoresPolicy);
        } catch (BadRecord e) {
            bad.tell("the answer", name, Integer.toHexString(Arrays.hashCode(answer)), e.getMessage());
            return Optional.of(UserRecord.barred(name));
        }
    }

    @Override
    public Optional<StoreHealth> health() {
        return Optional.of(health);
    }

    @Override
    public String name() {
        return "HTTP store";
    }

    private static URI requireUrl(HttpSettings settings) {
        URI url = settings.url()
                .orElseThrow(() -> new StartFailure("longshore.users.stores names http, and " + KEY
                        + "url is missing: give the address of the service that knows the users"));
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean query = url.getRawQuery() != null && settings.request() == Request.GET;
        if (url.getHost() == null
                || !scheme.matches("https?")
                || url.getUserInfo() != null
                || url.getRawFragment() != null
                || query) {
            throw new StartFailure(
                    KEY + "url must be an address such as https://users.example.com, without a name and a"
                            + " password, and, with " + KEY + "request=get, without a query");
        }
        if (scheme.equals("http") && !SafeAddress.isHere(url.getHost())) {
            throw new StartFailure(KEY + "url names the host " + url.getHost()
                    + ": passwords go there, so it must begin with https://");
        }
        return url;
    }

    /** The client would put it into a message otherwise. */
    private static void requirePrintable(String authorization) {
        if (!authorization.chars().allMatch(octet -> octet >= ' ' && octet <= '~')) {
            throw new StartFailure(KEY + "authorization has a character that no header can have");
        }
    }

    private static void requireTimeout(Duration timeout) {
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new StartFailure(KEY + "timeout is " + timeout + ": it must be 1s to 1m");
        }
    }
}

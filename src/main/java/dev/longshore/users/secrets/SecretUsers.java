package dev.longshore.users.secrets;

import dev.longshore.failure.StartFailure;
import dev.longshore.settings.SafeAddress;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.LookupRate;
import dev.longshore.users.NameLocks;
import dev.longshore.users.RecentlyUsed;
import dev.longshore.users.SecretsSettings;
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
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The users of Secrets Manager, one secret each. What it has said is used for some seconds, also that there is no such user; names that are
 * not known are looked up at a bounded rate.
 */
public final class SecretUsers implements CredentialStore {
    private static final String KEY = "longshore.users.secrets-manager.";
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration FRESH_ABSENCE = Duration.ofSeconds(2);
    private static final int MOST = 10_000;
    private static final int LOOKUPS = 200;
    private static final int LOOKUPS_PER_SECOND = 50;

    /** What names of secrets are made of, but the slash. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=.@-]+");

    private final Secrets secrets;
    private final String prefix;
    private final RecordReader reader;
    private final boolean ignoresPolicy;
    private final StoreHealth health = new StoreHealth(name());
    private final BadRecords bad = new BadRecords(name());
    private final RecentlyUsed<Told> present = new RecentlyUsed<>(MOST);
    private final RecentlyUsed<Long> absent = new RecentlyUsed<>(MOST);
    private final LookupRate rate = new LookupRate(LOOKUPS, LOOKUPS_PER_SECOND, System::nanoTime);
    private final NameLocks locks = new NameLocks();

    /** @param at when Secrets Manager was asked, as {@link System#nanoTime} */
    private record Told(UserRecord record, long at) {}

    private SecretUsers(Secrets secrets, String prefix, RecordReader reader, boolean ignoresPolicy) {
        this.secrets = secrets;
        this.prefix = prefix;
        this.reader = reader;
        this.ignoresPolicy = ignoresPolicy;
    }

    /**
     * @param region where nothing else is set
     * @throws StartFailure when a setting is missing or wrong
     */
    public static SecretUsers of(SecretsSettings settings, String region, RecordReader reader) {
        String prefix = settings.prefix()
                .orElseThrow(() -> new StartFailure("longshore.users.stores names secrets-manager, and " + KEY
                        + "prefix is missing: give what the names of the secrets have before the name of the user, such"
                        + " as aws/transfer/s-0123456789abcdef0"));
        String there = settings.region().orElse(region);
        URI endpoint = settings.endpoint()
                .map(address -> SafeAddress.require(KEY + "endpoint", address))
                .orElseGet(() -> URI.create(
                        "https://secretsmanager." + there + ".amazonaws.com" + (there.startsWith("cn-") ? ".cn" : "")));
        AwsSigning signing = new AwsSigning(
                "secretsmanager", there, DefaultCredentialsProvider.builder().build());
        return new SecretUsers(
                new Secrets(new SecretRequest(endpoint, signing)),
                prefix.endsWith("/") ? prefix : prefix + "/",
                reader,
                settings.ignorePolicy());
    }

    @Override
    public Optional<UserRecord> find(String name) {
        if (!UserName.isPossible(name) || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Optional<Optional<UserRecord>> answer = fresh(name);
        if (answer.isPresent()) {
            return answer.get();
        }
        ReentrantLock lock = locks.of(name);
        lock.lock();
        try {
            return fresh(name).orElseGet(() -> ask(name));
        } finally {
            lock.unlock();
        }
    }

    /** What was said lately; empty when Secrets Manager has to be asked. */
    private Optional<Optional<UserRecord>> fresh(String name) {
        long now = System.nanoTime();
        Told told = present.get(name);
        if (told != null && now - told.at() < FRESH.toNanos()) {
            return Optional.of(Optional.of(told.record()));
        }
        Long missed = absent.get(name);
        return missed != null && now - missed < FRESH_ABSENCE.toNanos()
                ? Optional.of(Optional.empty())
                : Optional.empty();
    }

    private Optional<UserRecord> ask(String name) {
        if (present.peek(name) == null && !rate.permits()) {
            throw new StoreBusy("Too many names are asked for that are not known");
        }
        long asked = System.nanoTime();
        Optional<UserRecord> found = get(name).map(secret -> record(name, secret));
        found.ifPresentOrElse(
                record -> {
                    present.put(name, new Told(record, asked));
                    absent.remove(name);
                },
                () -> {
                    present.remove(name);
                    absent.put(name, asked);
                });
        return found;
    }

    /** An answer from memory says nothing of Secrets Manager: only this one does. */
    private Optional<Secrets.Secret> get(String name) {
        try {
            Optional<Secrets.Secret> secret = secrets.get(prefix + name);
            health.answers();
            return secret;
        } catch (StoreBusy e) {
            throw e;
        } catch (RuntimeException e) {
            health.fails(e);
            throw e;
        }
    }

    private UserRecord record(String name, Secrets.Secret secret) {
        try {
            return reader.ofSecret(name, secret.content(), ignoresPolicy);
        } catch (BadRecord e) {
            bad.tell(prefix + name, name, secret.version(), e.getMessage());
            return UserRecord.barred(name);
        }
    }

    @Override
    public Optional<StoreHealth> health() {
        return Optional.of(health);
    }

    @Override
    public String name() {
        return "Secrets Manager store";
    }
}

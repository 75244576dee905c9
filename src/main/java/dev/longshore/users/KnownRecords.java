package dev.longshore.users;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A store whose records are used for a while longer when it can no longer be asked. Only records that it has told are known, and of a
 * user who is not known then nothing is said.
 */
public final class KnownRecords implements CredentialStore {
    private static final int MOST = 10_000;

    private final CredentialStore store;
    private final Duration grace;
    private final LongSupplier nanos;

    /** Null where the store tells by itself. */
    @Nullable
    private final StoreHealth health;

    private final RecentlyUsed<Known> known = new RecentlyUsed<>(MOST);

    /**
     * @param record what the store told last
     * @param at     when, in the nanoseconds of the clock
     */
    private record Known(UserRecord record, long at) {}

    KnownRecords(CredentialStore store, Duration grace, @Nullable StoreHealth health, LongSupplier nanos) {
        this.store = store;
        this.grace = grace;
        this.health = health;
        this.nanos = nanos;
    }

    /**
     * A store that asks its back end each time it is asked itself.
     *
     * @param grace for how long after the store has told it a record is used; zero for not at all
     */
    public static KnownRecords of(CredentialStore store, Duration grace) {
        return new KnownRecords(store, grace, new StoreHealth(store.name()), System::nanoTime);
    }

    /** A store that does not, and so tells the log by itself when it is down. */
    public static KnownRecords ofTelling(CredentialStore store, Duration grace) {
        return new KnownRecords(store, grace, null, System::nanoTime);
    }

    @Override
    public Optional<UserRecord> find(String name) {
        Optional<UserRecord> found;
        try {
            found = store.find(name);
        } catch (RuntimeException e) {
            if (health != null && !(e instanceof StoreBusy)) {
                health.fails(e);
            }
            return knownOr(name, e);
        }
        if (health != null) {
            health.answers();
        }
        found.ifPresentOrElse(
                record -> known.put(name, new Known(record, nanos.getAsLong())), () -> known.remove(name));
        return found;
    }

    private Optional<UserRecord> knownOr(String name, RuntimeException cause) {
        Known last = known.get(name);
        if (last != null && nanos.getAsLong() - last.at() < grace.toNanos()) {
            return Optional.of(last.record());
        }
        throw new Failure(FailureKind.USER_STORE_DOWN, cause.getMessage(), cause);
    }

    @Override
    public Collection<UserRecord> samples() {
        return store.samples();
    }

    @Override
    public Optional<String> add(String name, byte[] record) {
        return store.add(name, record);
    }

    @Override
    public long changed() {
        return store.changed();
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public Optional<StoreHealth> health() {
        return health == null ? store.health() : Optional.of(health);
    }

    @Override
    public void close() {
        store.close();
    }
}

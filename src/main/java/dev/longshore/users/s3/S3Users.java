package dev.longshore.users.s3;

import dev.longshore.s3.SmallObjects;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.LookupRate;
import dev.longshore.users.NameLocks;
import dev.longshore.users.Outage;
import dev.longshore.users.RecentlyUsed;
import dev.longshore.users.Rounds;
import dev.longshore.users.StoreBusy;
import dev.longshore.users.StoreHealth;
import dev.longshore.users.UserRecord;
import dev.longshore.users.record.BadRecord;
import dev.longshore.users.record.BadRecords;
import dev.longshore.users.record.RecordFormat;
import dev.longshore.users.record.RecordPlace;
import dev.longshore.users.record.RecordReader;
import dev.longshore.users.record.UserName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The users of a bucket, one object each. What S3 has said is used for some seconds, that there is no such user, too; records in use are
 * confirmed in the background, so that most logins ask nothing of S3.
 */
public final class S3Users implements CredentialStore {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration FRESH_ABSENCE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);
    private static final Duration IN_USE = Duration.ofMinutes(15);

    private static final int MOST = 10_000;
    private static final int MOST_IN_A_ROUND = 100;
    private static final int BURST = 500;
    private static final int PER_SECOND = 50;
    private static final String ENDING = ".json";

    private final SmallObjects objects;
    private final RecordPlace place;
    private final RecordReader reader;
    private final BadRecords bad = new BadRecords(name());
    private final StoreHealth health = new StoreHealth(name());
    private final RecentlyUsed<Known> present = new RecentlyUsed<>(MOST);
    private final RecentlyUsed<Long> absent = new RecentlyUsed<>(MOST);
    private final LookupRate rate = new LookupRate(BURST, PER_SECOND, System::nanoTime);
    private final NameLocks locks = new NameLocks();
    private final AtomicLong changed = new AtomicLong();
    private final Outage outage = new Outage();
    private final Rounds rounds;

    /**
     * A record as S3 had it.
     *
     * @param confirmed when S3 said so last, in {@link System#nanoTime}
     * @param used      when it was asked for last, likewise
     */
    private record Known(UserRecord record, String etag, long confirmed, long used) {
        Known confirmedAt(long now) {
            return new Known(record, etag, now, used);
        }

        Known usedAt(long now) {
            return new Known(record, etag, confirmed, now);
        }
    }

    /** @param reader refuses records whose mounts meet the place */
    public S3Users(SmallObjects objects, RecordPlace place, RecordReader reader) {
        this.objects = objects;
        this.place = place;
        this.reader = reader;
        this.rounds = Rounds.start("users-s3", BETWEEN_ROUNDS, this::confirm);
    }

    @Override
    public Optional<UserRecord> find(String name) {
        if (!UserName.isPossible(name)) {
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

    @Override
    public Optional<String> add(String name, byte[] record) {
        reader.one(name, record, RecordFormat.JSON);
        objects.create(place.bucket(), key(name), record);
        return Optional.of("s3://" + place.bucket() + "/" + key(name));
    }

    @Override
    public long changed() {
        return changed.get();
    }

    @Override
    public Optional<StoreHealth> health() {
        return Optional.of(health);
    }

    @Override
    public String name() {
        return "S3 store";
    }

    @Override
    public void close() {
        rounds.close();
    }

    /** What was said lately; empty when S3 has to be asked. */
    private Optional<Optional<UserRecord>> fresh(String name) {
        long now = System.nanoTime();
        Known known = present.get(name);
        if (known != null) {
            present.change(name, current -> current.usedAt(now));
            return isWithin(FRESH, known.confirmed(), now)
                    ? Optional.of(Optional.of(known.record()))
                    : Optional.empty();
        }
        Long missed = absent.get(name);
        return missed != null && isWithin(FRESH_ABSENCE, missed, now)
                ? Optional.of(Optional.empty())
                : Optional.empty();
    }

    private static boolean isWithin(Duration time, long confirmed, long now) {
        return now - confirmed < time.toNanos();
    }

    private Optional<UserRecord> ask(String name) {
        outage.check();
        Known known = present.get(name);
        if (known == null && !rate.permits()) {
            throw new StoreBusy("Too many names are asked for that are not known");
        }
        try {
            Optional<UserRecord> found = read(name, known);
            answers();
            return found;
        } catch (RuntimeException e) {
            fails(e);
            throw e;
        }
    }

    private void answers() {
        outage.ends();
        health.answers();
    }

    private void fails(RuntimeException cause) {
        outage.begins(cause);
        health.fails(cause);
    }

    /** 1 GetObject. */
    private Optional<UserRecord> read(String name, @Nullable Known known) {
        long asked = System.nanoTime();
        SmallObjects.Answer answer =
                objects.read(place.bucket(), key(name), known == null ? null : known.etag(), RecordReader.LONGEST + 1);
        if (answer instanceof SmallObjects.Content content) {
            UserRecord record = record(name, content);
            present.put(name, new Known(record, content.etag(), asked, known == null ? asked : known.used()));
            absent.remove(name);
            changed.incrementAndGet();
            return Optional.of(record);
        }
        if (answer instanceof SmallObjects.Unchanged && known != null) {
            present.change(name, current -> current.etag().equals(known.etag()) ? current.confirmedAt(asked) : current);
            return Optional.of(known.record());
        }
        if (present.remove(name) != null) {
            changed.incrementAndGet();
        }
        absent.put(name, asked);
        return Optional.empty();
    }

    private UserRecord record(String name, SmallObjects.Content content) {
        try {
            return reader.one(name, content.bytes(), RecordFormat.JSON);
        } catch (BadRecord e) {
            bad.tell("s3://" + place.bucket() + "/" + key(name), name, content.etag(), e.getMessage());
            return UserRecord.barred(name);
        }
    }

    private String key(String name) {
        return place.prefix() + name + ENDING;
    }

    /** Those that were used last go first; the others are confirmed when they log in. */
    private void confirm() {
        int asked = 0;
        for (String name : present.names()) {
            Known known = present.peek(name);
            long now = System.nanoTime();
            if (known != null && now - known.used() > IN_USE.toNanos()) {
                present.remove(name);
            } else if (known != null && asked++ < MOST_IN_A_ROUND && !confirm(name)) {
                return;
            }
        }
    }

    /** False when S3 does not answer: the other records can wait. */
    private boolean confirm(String name) {
        ReentrantLock lock = locks.of(name);
        lock.lock();
        try {
            Known known = present.peek(name);
            if (known != null) {
                read(name, known);
                answers();
            }
            return true;
        } catch (RuntimeException e) {
            fails(e);
            return false;
        } finally {
            lock.unlock();
        }
    }
}

package dev.longshore.users.file;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.failure.StartFailure;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.Rounds;
import dev.longshore.users.StoreHealth;
import dev.longshore.users.UserRecord;
import dev.longshore.users.record.BadRecords;
import dev.longshore.users.record.RecordFormat;
import dev.longshore.users.record.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The users of a file or folder. A login reads memory alone; each second the files are looked at, and read when they look different. While
 * they cannot be read, those that were known before are used for the time of grace.
 */
public final class FileUsers implements CredentialStore {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** For a disk that does not answer: a look that takes longer is as one that failed. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    private static final int TRIES = 3;

    private final Path path;
    private final RecordReader reader;
    private final Duration grace;
    private final StoreHealth health;
    private final BadRecords bad;
    private final Rounds rounds;

    @Nullable
    private FolderLook seen;

    private volatile Map<String, UserRecord> users = Map.of();
    private volatile long changed;
    private volatile boolean everRead;
    private volatile long confirmed = System.nanoTime();

    private FileUsers(Path path, RecordReader reader, Duration grace) {
        this.path = path;
        this.reader = reader;
        this.grace = grace;
        this.health = new StoreHealth(name());
        this.bad = new BadRecords(name());
        look();
        this.rounds = Rounds.start("users-file", BETWEEN_LOOKS, this::look);
    }

    /**
     * Reads the users for the first time. Files that are there and cannot be read are no reason not to start.
     *
     * @throws StartFailure when there is nothing, or something that cannot be a store
     */
    public static FileUsers open(Path path, RecordReader reader, Duration grace) {
        String name = path.toString();
        if (!Files.exists(path)) {
            throw new StartFailure("longshore.users.file.path is \"" + name + "\", which is not there: name a file or a"
                    + " folder with records of users");
        }
        if (!Files.isDirectory(path)
                && RecordFormat.of(name).isEmpty()
                && !FileRecords.isHtpasswd(path.getFileName().toString())) {
            throw new StartFailure("longshore.users.file.path is \"" + name + "\": a file of users is called *.yaml,"
                    + " *.json, htpasswd or *.htpasswd");
        }
        return new FileUsers(path, reader, grace);
    }

    @Override
    public Optional<UserRecord> find(String name) {
        long age = System.nanoTime() - confirmed;
        Duration patience = health.isDown() ? grace : grace.plus(LONGEST_LOOK);
        if (!everRead || age > patience.toNanos()) {
            throw new Failure(FailureKind.USER_STORE_DOWN, path + " cannot be read");
        }
        return Optional.ofNullable(users.get(name));
    }

    @Override
    public Collection<UserRecord> samples() {
        return users.values();
    }

    /** Into a folder only: what is in a file of many is written by its operator. */
    @Override
    public Optional<String> add(String name, byte[] record) {
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        reader.one(name, record, RecordFormat.JSON);
        return Optional.of(RecordFile.add(path, name, record).toString());
    }

    @Override
    public long changed() {
        return changed;
    }

    @Override
    public Optional<StoreHealth> health() {
        return Optional.of(health);
    }

    @Override
    public String name() {
        return "file store";
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void look() {
        try {
            FolderLook now = FolderLook.at(path);
            if (!now.equals(seen) || !now.isSettled(Instant.now())) {
                now = read(now);
            }
            seen = now;
            everRead = true;
            confirmed = System.nanoTime();
            health.answers();
        } catch (IOException | RuntimeException e) {
            seen = null;
            health.fails(e);
        }
    }

    /** What changes while it is read is read again, so that a folder is never seen half replaced. */
    private FolderLook read(FolderLook first) throws IOException {
        FolderLook before = first;
        for (int i = 0; i < TRIES; i++) {
            Map<String, UserRecord> found = FileRecords.of(before, Files.isDirectory(path), reader, bad);
            FolderLook after = FolderLook.at(path);
            if (after.equals(before)) {
                if (!found.equals(users)) {
                    users = found;
                    changed++;
                }
                return after;
            }
            before = after;
        }
        throw new IOException(path + " changes all the time");
    }
}

package dev.longshore.users.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.failure.StartFailure;
import dev.longshore.users.LdapSettings;
import dev.longshore.users.Outage;
import dev.longshore.users.PasswordStore;
import dev.longshore.users.ProvedLogins;
import dev.longshore.users.StoreBusy;
import dev.longshore.users.StoreHealth;
import dev.longshore.users.UserRecord;
import dev.longshore.users.record.BadRecord;
import dev.longshore.users.record.BadRecords;
import dev.longshore.users.record.RecordReader;
import dev.longshore.users.record.UserName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The users that a directory lets in. The same login as one that was let in within seconds is not asked about; when the directory is down,
 * neither is one that was let in within the time of grace.
 */
public final class LdapUsers implements PasswordStore {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 16;
    private static final String KEY = "longshore.users.ldap.";

    private final Directory directory;
    private final UserEntries entries;
    private final Duration timeout;
    private final Duration grace;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE, true);
    private final ProvedLogins proved = new ProvedLogins(System::nanoTime);
    private final BadRecords bad = new BadRecords(name());
    private final StoreHealth health = new StoreHealth(name());
    private final Outage outage = new Outage();

    private LdapUsers(Directory directory, UserEntries entries, Duration timeout, Duration grace) {
        this.directory = directory;
        this.entries = entries;
        this.timeout = timeout;
        this.grace = grace;
    }

    /**
     * @param grace for how long a login that was right is right when the directory is down
     * @throws StartFailure when a setting is missing or wrong
     */
    public static LdapUsers of(LdapSettings settings, RecordReader reader, Duration grace) {
        Duration timeout = settings.timeout();
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new StartFailure(KEY + "timeout is " + timeout + ": it must be 1s to 1m");
        }
        ServerSet servers = Servers.of(settings);
        Directory directory = Directory.of(servers, bind(settings), timeout);
        try {
            return new LdapUsers(directory, UserEntries.of(settings, directory, reader), timeout, grace);
        } catch (StartFailure e) {
            directory.close();
            throw e;
        }
    }

    /** A name without a password would be taken for nobody's, and let in (RFC 4513 §5.1.2). */
    private static Optional<BindRequest> bind(LdapSettings settings) {
        if (settings.bindDn().isPresent() != settings.bindPassword().isPresent()) {
            throw new StartFailure(KEY + "bind-dn and " + KEY + "bind-password are set together, or neither of them");
        }
        return settings.bindDn()
                .map(dn -> new SimpleBindRequest(dn, settings.bindPassword().orElseThrow()));
    }

    @Override
    public Optional<UserRecord> login(Login login) {
        if (!UserName.isPossible(login.name()) || login.password().isEmpty()) {
            return Optional.empty();
        }
        Optional<UserRecord> fresh = proved.within(FRESH, login);
        return fresh.isPresent() ? fresh : ask(login);
    }

    private Optional<UserRecord> ask(Login login) {
        long asked = System.nanoTime();
        Optional<UserRecord> found;
        try {
            outage.check();
            found = told(login);
        } catch (RuntimeException e) {
            return provedOr(login, e);
        }
        found.ifPresentOrElse(record -> proved.add(login, record, asked), () -> proved.remove(login));
        return found;
    }

    private Optional<UserRecord> told(Login login) {
        try {
            if (!room.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreBusy("Too many logins wait for the directory");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(FailureKind.USER_STORE_DOWN, "interrupted", e);
        }
        try {
            Optional<UserRecord> found = entries.login(login);
            answers();
            return found;
        } catch (BadRecord e) {
            answers();
            bad.tell("the entry", login.name(), "", e.getMessage());
            return Optional.of(UserRecord.barred(login.name()));
        } catch (LDAPException e) {
            throw down(e);
        } finally {
            room.release();
        }
    }

    private void answers() {
        outage.ends();
        health.answers();
    }

    private Failure down(LDAPException cause) {
        Failure failure = new Failure(
                FailureKind.USER_STORE_DOWN, cause.getResultCode().getName() + ": " + cause.getMessage(), cause);
        outage.begins(failure);
        health.fails(failure);
        return failure;
    }

    private Optional<UserRecord> provedOr(Login login, RuntimeException cause) {
        Optional<UserRecord> before = proved.within(grace, login);
        if (before.isEmpty()) {
            throw new Failure(FailureKind.USER_STORE_DOWN, cause.getMessage(), cause);
        }
        return before;
    }

    @Override
    public Optional<StoreHealth> health() {
        return Optional.of(health);
    }

    @Override
    public String name() {
        return "LDAP store";
    }

    @Override
    public void close() {
        directory.close();
    }
}

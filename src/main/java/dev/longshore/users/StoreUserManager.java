package dev.longshore.users;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.users.password.PasswordCheck;
import dev.longshore.users.password.StoredPassword;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.apache.ftpserver.usermanager.impl.UserMetadata;
import org.jspecify.annotations.Nullable;

/** FtpServer's user manager over the credential stores, asked in their order. Users are not changed over FTP. */
public final class StoreUserManager implements UserManager {
    private final List<CredentialStore> stores;
    private final PasswordCheck passwords;
    private final InstantSource clock;

    public StoreUserManager(List<? extends CredentialStore> stores) {
        this(stores, new PasswordCheck());
    }

    public StoreUserManager(List<? extends CredentialStore> stores, PasswordCheck passwords) {
        this(stores, passwords, InstantSource.system());
    }

    StoreUserManager(List<? extends CredentialStore> stores, PasswordCheck passwords, InstantSource clock) {
        this.stores = List.copyOf(stores);
        this.passwords = passwords;
        this.clock = clock;
        stores.stream().flatMap(store -> store.samples().stream()).forEach(user -> user.stored()
                .ifPresent(stored -> passwords.expect(user.name(), stored)));
    }

    /** One answer for an unknown user, a wrong password, a disabled user and a wrong address, after the same work. */
    @Override
    public User authenticate(Authentication authentication) throws AuthenticationFailedException {
        if (!(authentication instanceof UsernamePasswordAuthentication credentials)) {
            throw new AuthenticationFailedException("Only passwords are known");
        }
        UserMetadata client = credentials.getUserMetadata();
        InetAddress address = client == null ? null : client.getInetAddress();
        Optional<UserRecord> found = Optional.empty();
        for (Iterator<CredentialStore> rest = stores.iterator(); found.isEmpty() && rest.hasNext(); ) {
            CredentialStore store = rest.next();
            found = ask(store, credentials.getUsername());
            if (store instanceof PasswordStore comparing) {
                Optional<UserRecord> right = login(
                        comparing,
                        new PasswordStore.Login(credentials.getUsername(), credentials.getPassword(), address));
                if (right.filter(record -> record.admits(address, clock.instant()))
                        .isPresent()) {
                    return account(right.get());
                }
                found = right;
            }
        }
        boolean admitted =
                found.filter(record -> record.admits(address, clock.instant())).isPresent();
        Optional<StoredPassword> stored = found.flatMap(UserRecord::stored);
        String origin = address == null ? "" : Origin.of(address).text();
        if (!passwords.admits(credentials.getUsername(), origin, stored, admitted, credentials.getPassword())) {
            throw new AuthenticationFailedException("Authentication failed");
        }
        return account(found.get());
    }

    @Nullable
    @Override
    public User getUserByName(String name) {
        return find(name).map(StoreUserManager::account).orElse(null);
    }

    @Override
    public boolean doesExist(String name) {
        return find(name).isPresent();
    }

    @Override
    public String[] getAllUserNames() throws FtpException {
        throw new FtpException("Users are not listed over FTP");
    }

    @Override
    public void delete(String name) throws FtpException {
        throw new FtpException("Users are not deleted over FTP");
    }

    @Override
    public void save(User user) throws FtpException {
        throw new FtpException("Users are not changed over FTP");
    }

    /** There is no administrator over FTP. */
    @Nullable
    @Override
    public String getAdminName() {
        return null;
    }

    @Override
    public boolean isAdmin(String name) {
        return false;
    }

    private static Account account(UserRecord record) {
        return new Account(
                record.name(),
                record.tls(),
                record.charset(),
                record.rules(),
                record.sessions(),
                record.tree(),
                record.welcome());
    }

    /** A store that cannot tell ends the search: a user of its may not be taken for one of the next. */
    private Optional<UserRecord> find(String name) {
        for (CredentialStore store : stores) {
            Optional<UserRecord> found = ask(store, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<UserRecord> ask(CredentialStore store, String name) {
        try {
            return store.find(name);
        } catch (RuntimeException e) {
            throw cannotTell(store, e);
        }
    }

    private static Optional<UserRecord> login(PasswordStore store, PasswordStore.Login login) {
        try {
            return store.login(login);
        } catch (RuntimeException e) {
            throw cannotTell(store, e);
        }
    }

    private static Failure cannotTell(CredentialStore store, RuntimeException cause) {
        String sentence = store.name() + ": " + cause.getMessage();
        return new Failure(FailureKind.USER_STORE_DOWN, "A store of users cannot tell, " + sentence, cause);
    }
}

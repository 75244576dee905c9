package dev.longshore.users;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    /** Compared with when there is no such user, so that an unknown one costs what a known one does. */
    private static final String NOBODY = "no user has this password";

    private final List<CredentialStore> stores;

    public StoreUserManager(List<? extends CredentialStore> stores) {
        this.stores = List.copyOf(stores);
    }

    /** One answer for an unknown user, a wrong password, a disabled user and a wrong address, after the same work. */
    @Override
    public User authenticate(Authentication authentication) throws AuthenticationFailedException {
        if (!(authentication instanceof UsernamePasswordAuthentication credentials)) {
            throw new AuthenticationFailedException("Only passwords are known");
        }
        Optional<UserRecord> found = find(credentials.getUsername());
        String expected = found.map(UserRecord::password).orElse(NOBODY);
        boolean equal = MessageDigest.isEqual(digest(expected), digest(credentials.getPassword()));
        UserMetadata client = credentials.getUserMetadata();
        boolean admitted = found.filter(record -> record.admits(client == null ? null : client.getInetAddress()))
                .isPresent();
        if (!equal || !admitted) {
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
                record.name(), record.tls(), record.charset(), record.rules(), record.sessions(), record.tree());
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
            String cause = store.getClass().getSimpleName() + ": " + e.getMessage();
            throw new Failure(FailureKind.USER_STORE_DOWN, "A store of users cannot tell, " + cause, e);
        }
    }

    /** Digests have one length, so that comparing them tells nothing of the password's. */
    private static byte[] digest(String password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

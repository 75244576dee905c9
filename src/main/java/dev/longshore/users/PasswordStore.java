package dev.longshore.users;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store that compares passwords by itself, and so has nothing to compare them with. It knows a user only by a login, and says of a wrong
 * password what it says of an unknown user; so the next store is asked then.
 */
public interface PasswordStore extends CredentialStore {
    /**
     * The user, if the password is right and the user may come in from there.
     *
     * @throws RuntimeException when the store cannot tell; the client gets 421 then, as with {@link #find}
     */
    Optional<UserRecord> login(Login login);

    /** Without a password nothing is known. */
    @Override
    default Optional<UserRecord> find(String name) {
        return Optional.empty();
    }

    /**
     * What a client says.
     *
     * @param name     as it was given to USER
     * @param password as it was given to PASS
     * @param client   from where; null where that is not known
     */
    record Login(String name, String password, @Nullable InetAddress client) {
        @Override
        public String toString() {
            return "Login[" + name + "]";
        }
    }
}

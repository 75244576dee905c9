package dev.longshore.cli;

import dev.longshore.files.UserTree;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.Proof;
import dev.longshore.users.UserRecord;
import dev.longshore.users.password.PasswordCheck;
import dev.longshore.users.password.StoredPassword;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code user check NAME}: tells what the stores have of a user, without secrets, and whether a password is right. An empty password is not
 * compared.
 */
record UserCheck(String name) implements UserVerbs {
    @Override
    public boolean asksStores() {
        return true;
    }

    @Override
    public int perform(SecretInput input, Output output, Supplier<List<CredentialStore>> stores) {
        for (CredentialStore store : stores.get()) {
            Optional<UserRecord> found = store.find(name);
            if (found.isPresent()) {
                tell(store, found.get(), output.result());
                return compare(found.get(), input, output);
            }
        }
        output.messages().println("No store has a user " + name);
        return NO_SUCH_USER;
    }

    private static void tell(CredentialStore store, UserRecord user, PrintStream result) {
        StoredPassword password = user.password();
        Instant expires = user.expires();
        result.println("name      " + user.name());
        result.println("store     " + store.name());
        result.println("enabled   " + user.enabled());
        result.println("expires   " + (expires == null ? "never" : expires));
        result.println("password  " + password(user));
        if (user.proof().besidesCertificate() instanceof Proof.Code own) {
            result.println("code      " + own.code() + (password == null ? ", alone" : ", behind the password"));
        }
        result.println("allow     " + (user.allow().isEmpty() ? "all networks" : "some networks"));
        result.println("tls       " + tls(user));
        result.println("charset   " + user.charset());
        tell("mount     ", user.tree(), result);
        new TreeMap<>(user.accounts().trees()).forEach((account, tree) -> {
            result.println("account   " + account);
            tell("  mount   ", tree, result);
        });
    }

    private static String tls(UserRecord user) {
        return user.proof().needsCertificate()
                ? "required, with a certificate of the user"
                : user.tls() ? "required" : "optional";
    }

    private static String password(UserRecord user) {
        StoredPassword password = user.password();
        if (password != null) {
            return password.toString();
        }
        return user.proof().besidesCertificate().equals(Proof.PASSWORD)
                ? "none that can be used"
                : "none, and none is needed";
    }

    private static void tell(String label, UserTree tree, PrintStream result) {
        tree.mounts()
                .forEach(mount ->
                        result.println(label + mount.path() + " is s3://" + mount.bucket() + "/" + mount.prefix()));
    }

    private int compare(UserRecord user, SecretInput input, Output output) {
        boolean needed =
                user.password() != null || user.proof().besidesCertificate().equals(Proof.PASSWORD);
        String given = needed
                ? input.password("Password, or nothing: ", output.messages()).orElse("")
                : "";
        if (!given.isEmpty()) {
            boolean right = isRight(user.password(), given);
            output.result().println("given     " + (right ? "the right password" : "a wrong password"));
            if (!right) {
                return WRONG_PASSWORD;
            }
        }
        Instant expires = user.expires();
        return user.enabled() && (expires == null || Instant.now().isBefore(expires)) ? DONE : KEPT_OUT;
    }

    private boolean isRight(@Nullable StoredPassword password, String given) {
        return new PasswordCheck().admits(name, "", Optional.ofNullable(password), true, given);
    }
}

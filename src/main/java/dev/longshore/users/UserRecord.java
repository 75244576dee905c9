package dev.longshore.users;

import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import dev.longshore.files.VirtualPath;
import dev.longshore.users.password.StoredPassword;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of a user.
 *
 * @param name     as it is given to USER
 * @param password what a password is compared with; null where none lets the user in
 * @param enabled  false keeps the user out
 * @param expires  from when on the user is kept out; null for never
 * @param allow    the networks the user may come from; an empty set means all
 * @param tls      whether the user may log in only over TLS; whoever needs a certificate may
 * @param charset  how names are written for clients that do not ask for UTF-8
 * @param rules    what holds for the user's transfers
 * @param sessions how many sessions there may be at once
 * @param tree     what the user sees
 * @param welcome  what the user is welcomed with; none for the text of the gateway
 * @param proof    what lets the user in
 * @param accounts that the user has to choose from; where there are any, the tree is empty
 */
public record UserRecord(
        String name,
        @Nullable StoredPassword password,
        boolean enabled,
        @Nullable Instant expires,
        Networks allow,
        boolean tls,
        Charset charset,
        TransferRules rules,
        SessionLimits sessions,
        UserTree tree,
        List<String> welcome,
        Proof proof,
        Accounts accounts) {
    public UserRecord {
        welcome = List.copyOf(welcome);
        tls = tls || proof.needsCertificate();
    }

    /** A record of one tree, whose password lets the user in. */
    public UserRecord(
            String name,
            @Nullable StoredPassword password,
            boolean enabled,
            @Nullable Instant expires,
            Networks allow,
            boolean tls,
            Charset charset,
            TransferRules rules,
            SessionLimits sessions,
            UserTree tree,
            List<String> welcome) {
        this(
                name,
                password,
                enabled,
                expires,
                allow,
                tls,
                charset,
                rules,
                sessions,
                tree,
                welcome,
                Proof.PASSWORD,
                Accounts.NONE);
    }

    /** A record with a password in clear text and without limits of sessions. */
    public UserRecord(
            String name,
            String password,
            boolean enabled,
            Networks allow,
            boolean tls,
            Charset charset,
            TransferRules rules,
            UserTree tree) {
        this(
                name,
                StoredPassword.clear(password),
                enabled,
                null,
                allow,
                tls,
                charset,
                rules,
                SessionLimits.NONE,
                tree,
                List.of());
    }

    /** A user of whom nothing but the password is known. */
    public static UserRecord of(String name, StoredPassword password, UserTree tree) {
        return plain(name, password, true, tree);
    }

    /** The same user, who may come from these networks alone. */
    public UserRecord from(Networks networks) {
        return new UserRecord(name, password, enabled, expires, networks, tls, charset, rules, sessions, tree, welcome);
    }

    /** A user whose record cannot be used: kept out, and not looked for in another store. */
    public static UserRecord barred(String name) {
        return plain(name, null, false, new UserTree(List.of(), VirtualPath.ROOT, false));
    }

    private static UserRecord plain(String name, @Nullable StoredPassword password, boolean enabled, UserTree tree) {
        return new UserRecord(
                name,
                password,
                enabled,
                null,
                Networks.parse("", List.of()),
                false,
                StandardCharsets.UTF_8,
                TransferRules.NONE,
                SessionLimits.NONE,
                tree,
                List.of());
    }

    /** A user whose password the store itself has compared. */
    public static UserRecord admitted(String name, UserTree tree) {
        return plain(name, null, true, tree);
    }

    /** What a password is compared with. */
    Optional<StoredPassword> stored() {
        return Optional.ofNullable(password);
    }

    /** True when the user may come in from there; {@code null} where the address is not known. */
    boolean admits(@Nullable InetAddress client, Instant now) {
        return enabled
                && (expires == null || now.isBefore(expires))
                && (allow.isEmpty() || client != null && allow.contains(client));
    }

    @Override
    public String toString() {
        return "UserRecord[" + name + "]";
    }
}

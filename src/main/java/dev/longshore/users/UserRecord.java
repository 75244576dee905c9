package dev.longshore.users;

import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import java.net.InetAddress;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of a user.
 *
 * @param name     as it is given to USER
 * @param password in clear text; never printed
 * @param enabled  false keeps the user out
 * @param allow    the networks the user may come from; an empty set means all
 * @param tls      whether the user may log in only over TLS
 * @param charset  how names are written for clients that do not ask for UTF-8
 * @param rules    what holds for the user's transfers
 * @param sessions how many sessions there may be at once
 * @param tree     what the user sees
 */
public record UserRecord(
        String name,
        String password,
        boolean enabled,
        Networks allow,
        boolean tls,
        Charset charset,
        TransferRules rules,
        SessionLimits sessions,
        UserTree tree) {
    /** A record without limits of sessions. */
    public UserRecord(
            String name,
            String password,
            boolean enabled,
            Networks allow,
            boolean tls,
            Charset charset,
            TransferRules rules,
            UserTree tree) {
        this(name, password, enabled, allow, tls, charset, rules, SessionLimits.NONE, tree);
    }

    /** True when the user may come in from there; {@code null} where the address is not known. */
    boolean admits(@Nullable InetAddress client) {
        return enabled && (allow.isEmpty() || client != null && allow.contains(client));
    }

    @Override
    public String toString() {
        return "UserRecord[" + name + "]";
    }
}

package dev.longshore.ftp.session;

import dev.longshore.files.MountedUser;
import dev.longshore.users.Networks;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.apache.ftpserver.ftplet.User;
import org.jspecify.annotations.Nullable;

/**
 * What a listener wants of data connections.
 *
 * @param tlsRequired       whether nobody logs in without TLS
 * @param protects          whether data connections must be TLS; empty where TLS is required of all or of the user
 * @param acceptsTruncation whether an upload over TLS that ends without close_notify is taken for whole, where a user's record says
 *                          nothing
 * @param lenient           from where it is even if it is not from elsewhere
 */
public record DataPolicy(boolean tlsRequired, Optional<Boolean> protects, boolean acceptsTruncation, Networks lenient) {
    /** Of a listener without TLS. */
    public static final DataPolicy NONE = new DataPolicy(false, Optional.empty(), false, Networks.parse("", List.of()));

    boolean acceptsTruncation(InetAddress client) {
        return acceptsTruncation || lenient.contains(client);
    }

    boolean refusesClear(@Nullable User user) {
        return protects.orElseGet(() -> tlsRequired || user instanceof MountedUser mounted && mounted.requiresTls());
    }
}

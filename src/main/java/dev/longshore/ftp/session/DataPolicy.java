package dev.longshore.ftp.session;

import dev.longshore.files.MountedUser;
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
 */
public record DataPolicy(boolean tlsRequired, Optional<Boolean> protects, boolean acceptsTruncation) {
    /** Of a listener without TLS. */
    public static final DataPolicy NONE = new DataPolicy(false, Optional.empty(), false);

    boolean refusesClear(@Nullable User user) {
        return protects.orElseGet(() -> tlsRequired || user instanceof MountedUser mounted && mounted.requiresTls());
    }
}

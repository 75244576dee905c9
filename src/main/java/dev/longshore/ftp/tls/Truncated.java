package dev.longshore.ftp.tls;

import java.io.IOException;
import java.io.Serial;

/** A TLS connection ended without close_notify (RFC 8446 §6.1), so that nobody can say whether all of it came. */
public final class Truncated extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    Truncated() {
        super("it ended without close_notify of TLS");
    }
}

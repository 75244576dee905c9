package dev.longshore.ftp.tls;

import java.io.IOException;
import java.io.Serial;

/** A data connection came with a TLS session of its own, where that of the control connection has to be resumed. */
public final class NotResumed extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotResumed() {
        super("TLS of the data connection did not resume the session of the control connection");
    }
}

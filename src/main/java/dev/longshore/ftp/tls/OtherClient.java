package dev.longshore.ftp.tls;

import java.io.IOException;
import java.io.Serial;

/** A data connection came without the certificate by which its client has begun the control connection. */
public final class OtherClient extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    OtherClient() {
        super("the data connection has not the certificate of the control connection");
    }
}

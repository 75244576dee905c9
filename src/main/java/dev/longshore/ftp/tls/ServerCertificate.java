package dev.longshore.ftp.tls;

import javax.net.ssl.KeyManager;

/** The certificate and key that new control connections get; those that are open keep what they began with, data connections included. */
public final class ServerCertificate {
    private volatile KeyManager[] keys;

    public ServerCertificate(KeyManager... keys) {
        this.keys = keys.clone();
    }

    /** Connections from here on get this one. */
    public void replace(KeyManager... next) {
        keys = next.clone();
    }

    /** Connections from here on get what another one is now. */
    public void replace(ServerCertificate next) {
        keys = next.keys;
    }

    KeyManager[] keys() {
        return keys.clone();
    }
}

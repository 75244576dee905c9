package dev.longshore.ftp.tls;

import javax.net.ssl.KeyManager;

/**
 * The certificates and keys that new control connections get, each the one for the name that it asks for. Those that are open keep what
 * they began with, data connections included.
 */
public final class ServerCertificate {
    private volatile KeyManager[] keys;

    public ServerCertificate(KeyManager... keys) {
        this.keys = NamedKeys.of(keys);
    }

    /** Connections from here on get this one. */
    public void replace(KeyManager... next) {
        keys = NamedKeys.of(next);
    }

    /** Connections from here on get what another one is now. */
    public void replace(ServerCertificate next) {
        keys = next.keys;
    }

    KeyManager[] keys() {
        return keys.clone();
    }
}

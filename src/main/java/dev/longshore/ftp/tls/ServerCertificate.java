package dev.longshore.ftp.tls;

import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/**
 * The certificates and keys that new control connections get, each the one for the name that it asks for, and which certificates of
 * clients are taken there. Those that are open keep what they began with, data connections included.
 */
public final class ServerCertificate {
    private volatile Used used;

    private record Used(KeyManager[] keys, ClientTrust clients) {}

    /** With which no certificate of a client is taken. */
    public ServerCertificate(KeyManager... keys) {
        this(ClientTrust.NOBODY, keys);
    }

    public ServerCertificate(ClientTrust clients, KeyManager... keys) {
        used = new Used(NamedKeys.of(keys), clients);
    }

    /** Connections from here on get this one. */
    public void replace(ClientTrust clients, KeyManager... keys) {
        used = new Used(NamedKeys.of(keys), clients);
    }

    /** Connections from here on get what another one is now. */
    public void replace(ServerCertificate next) {
        used = next.used;
    }

    /** Whether there is a certificate of a client that is taken. */
    public boolean trustsClients() {
        return !used.clients().isEmpty();
    }

    KeyManager[] keys() {
        return NamedKeys.forOneConnection(used.keys());
    }

    TrustManager clients() {
        return used.clients().manager();
    }
}

package dev.longshore;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.tls.ClientTrust;
import dev.longshore.ftp.tls.ServerCertificate;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The certificate of FTPS, and whose certificates are taken there, as the TLS registry of Quarkus has it. */
final class FtpsCertificate {
    private static final Logger LOG = Logger.getLogger(FtpsCertificate.class);

    private final String name;
    private final Vertx vertx;
    private final ServerCertificate used;
    private List<X509Certificate> known;
    private ClientTrust clients;

    /** @throws StartFailure when there is no certificate or key, or one that cannot be used */
    FtpsCertificate(TlsConfiguration configuration, Vertx vertx, String name) {
        this.name = name;
        this.vertx = vertx;
        KeyManager[] keys = keys(configuration);
        known = certificates(keys);
        clients = TrustedClients.of(key(), configuration);
        used = new ServerCertificate(clients, keys);
    }

    /**
     * That of a named configuration; null where there is none of that name.
     *
     * @throws StartFailure when there is no certificate or key, or one that cannot be used
     */
    @Nullable
    static FtpsCertificate find(TlsConfigurationRegistry registry, Vertx vertx, String name) {
        TlsConfiguration found = registry.get(name).orElse(null);
        return found == null ? null : new FtpsCertificate(found, vertx, name);
    }

    ServerCertificate used() {
        return used;
    }

    /** The files have been read again: new connections get what is in them. What cannot be used changes nothing. */
    synchronized void replace(String changed, TlsConfiguration configuration) {
        if (!changed.equals(name)) {
            return;
        }
        try {
            KeyManager[] keys = keys(configuration);
            List<X509Certificate> next = certificates(keys);
            ClientTrust nextClients = TrustedClients.of(key(), configuration);
            boolean other = !next.equals(known);
            boolean otherClients = !nextClients.isSame(clients);
            if (other || otherClients) {
                known = next;
                clients = nextClients;
                used.replace(clients, keys);
            }
            if (other) {
                LOG.infof("New FTPS connections get the new certificate of %s", key());
            }
            if (otherClients) {
                LOG.infof("Clients of new FTPS connections are trusted as %s now says", key());
            }
        } catch (StartFailure e) {
            LOG.errorf("The certificate of FTPS stays as it was. %s", e.getMessage());
        }
    }

    private String key() {
        return "quarkus.tls." + name;
    }

    private KeyManager[] keys(TlsConfiguration configuration) {
        if (configuration.getKeyStoreOptions() == null) {
            throw new StartFailure("quarkus.tls." + name + " has no certificate: set quarkus.tls." + name
                    + ".key-store.pem.1.cert and .key, or .key-store.p12.path and .password (QUARKUS_TLS__"
                    + name.toUpperCase(Locale.ROOT) + "__KEY_STORE_PEM__1__CERT in the environment)");
        }
        try {
            return configuration
                    .getKeyStoreOptions()
                    .getKeyManagerFactory(vertx)
                    .getKeyManagers();
        } catch (Exception e) {
            throw unusable(e);
        }
    }

    private List<X509Certificate> certificates(KeyManager[] keys) {
        try {
            return KeyPairs.require(keys);
        } catch (Exception e) {
            throw unusable(e);
        }
    }

    private StartFailure unusable(Exception e) {
        return new StartFailure("quarkus.tls." + name + ".key-store cannot be used: " + e.getMessage(), e);
    }
}

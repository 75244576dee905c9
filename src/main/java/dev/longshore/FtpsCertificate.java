package dev.longshore;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.tls.ServerCertificate;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import javax.net.ssl.KeyManager;
import org.jspecify.annotations.Nullable;

/** The certificate of FTPS, as the TLS registry of Quarkus has it. */
final class FtpsCertificate {
    private FtpsCertificate() {}

    /**
     * That of a named configuration; null where there is none of that name.
     *
     * @throws StartFailure when it has no key, or one that cannot be used
     */
    @Nullable
    static ServerCertificate find(TlsConfigurationRegistry registry, Vertx vertx, String name) {
        TlsConfiguration found = registry.get(name).orElse(null);
        return found == null ? null : new ServerCertificate(keys(found, vertx, name));
    }

    /** @throws StartFailure when there is no key, or one that cannot be used */
    static KeyManager[] keys(TlsConfiguration configuration, Vertx vertx, String name) {
        if (configuration.getKeyStoreOptions() == null) {
            throw new StartFailure("quarkus.tls." + name + " has no certificate: set quarkus.tls." + name
                    + ".key-store.pem.1.cert and .key, or .key-store.p12.path and .password");
        }
        try {
            return configuration
                    .getKeyStoreOptions()
                    .getKeyManagerFactory(vertx)
                    .getKeyManagers();
        } catch (Exception e) {
            throw new StartFailure(
                    "The certificate or key of quarkus.tls." + name + ".key-store cannot be used: " + e.getMessage(),
                    e);
        }
    }
}

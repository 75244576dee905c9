package dev.longshore.users.ldap;

import dev.longshore.failure.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed. */
final class Trust {
    private static final String KEY = "longshore.users.ldap.ca-file";

    private Trust() {}

    /**
     * @param authorities a file in PEM; empty for those that Java trusts
     * @throws StartFailure when the file has no certificate
     */
    static SSLContext of(Optional<Path> authorities) {
        try {
            if (authorities.isEmpty()) {
                return SSLContext.getDefault();
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate : read(authorities.get())) {
                store.setCertificateEntry("authority-" + count++, certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Every Java has TLS", e);
        }
    }

    private static Collection<? extends Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new CertificateException("it has no certificate");
            }
            return found;
        } catch (IOException | CertificateException e) {
            throw new StartFailure(KEY + " is \"" + file + "\", which cannot be read as certificates in PEM", e);
        }
    }
}

package dev.longshore;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.tls.ClientTrust;
import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.jboss.logging.Logger;

/** Whose certificates are taken, as the TLS registry of Quarkus has it: a trust store, and lists of those that were revoked. */
final class TrustedClients {
    private static final Logger LOG = Logger.getLogger(TrustedClients.class);

    private TrustedClients() {}

    /**
     * @param key what the keys of the configuration begin with
     * @return nobody where there is no trust store, {@code trust-all} included
     * @throws StartFailure when it cannot be used
     */
    static ClientTrust of(String key, TlsConfiguration configuration) {
        KeyStore store = configuration.getTrustStore();
        if (store == null) {
            return ClientTrust.NOBODY;
        }
        try {
            return ClientTrust.of(
                    trusted(store), lists(key, configuration.getSSLOptions().getCrlValues()));
        } catch (GeneralSecurityException e) {
            throw new StartFailure(key + ".trust-store cannot be used: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> trusted(KeyStore store) throws GeneralSecurityException {
        List<X509Certificate> trusted = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                trusted.add(certificate);
            }
        }
        if (trusted.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate in it that is marked as trusted");
        }
        return trusted;
    }

    private static List<X509CRL> lists(String key, List<Buffer> files) {
        List<X509CRL> lists = new ArrayList<>();
        for (Buffer file : files) {
            try {
                int before = lists.size();
                CertificateFactory.getInstance("X.509")
                        .generateCRLs(new ByteArrayInputStream(file.getBytes()))
                        .forEach(list -> lists.add((X509CRL) list));
                if (lists.size() == before) {
                    throw new GeneralSecurityException("there is no list in a file");
                }
            } catch (GeneralSecurityException e) {
                throw new StartFailure(key + ".certificate-revocation-list cannot be used: " + e.getMessage(), e);
            }
        }
        lists.forEach(TrustedClients::warnOfEnd);
        return lists;
    }

    private static void warnOfEnd(X509CRL list) {
        Date next = list.getNextUpdate();
        if (next != null && next.before(new Date())) {
            LOG.warnf(
                    "The list of revoked certificates of %s has ended at %s: no client gets in whose certificate is from there",
                    list.getIssuerX500Principal(), next.toInstant());
        }
    }
}

package dev.longshore.ftp.tls;

import java.net.Socket;
import java.security.cert.CRLReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What the JDK looks at in a client's certificate, and for one that is itself trusted, of which the JDK looks at nothing, that it is valid
 * and not revoked. Who is refused can be told from the exception.
 */
final class CheckedClients extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager jdk;
    private final List<X509CRL> revoked;

    CheckedClients(X509ExtendedTrustManager jdk, List<X509CRL> revoked) {
        this.jdk = jdk;
        this.revoked = revoked;
    }

    /** What is asked of a chain. */
    private interface Check {
        void run() throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check ofTheJdk) throws CertificateException {
        try {
            ofTheJdk.run();
            chain[0].checkValidity();
            requireNotRevoked(chain[0]);
        } catch (CertificateException e) {
            throw new RefusedCertificate(chain[0], e);
        }
    }

    private void requireNotRevoked(X509Certificate certificate) throws CertificateException {
        Optional<X509CRLEntry> entry = revoked.stream()
                .filter(list -> list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()))
                .flatMap(list -> Optional.ofNullable(list.getRevokedCertificate(certificate)).stream())
                .findFirst();
        if (entry.isPresent()) {
            throw new CertificateRevokedException(
                    entry.get().getRevocationDate(),
                    Optional.ofNullable(entry.get().getRevocationReason()).orElse(CRLReason.UNSPECIFIED),
                    certificate.getIssuerX500Principal(),
                    Map.of());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, () -> jdk.checkClientTrusted(chain, authType, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, () -> jdk.checkClientTrusted(chain, authType, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, () -> jdk.checkClientTrusted(chain, authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw isServer();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw isServer();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw isServer();
    }

    private static CertificateException isServer() {
        return new CertificateException("This is a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}

package dev.longshore.ftp.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Which certificates of clients are taken: those that lead to one of the trusted, are valid now and not revoked (RFC 5280 §6). */
public final class ClientTrust {
    /** No certificate is. */
    public static final ClientTrust NOBODY = new ClientTrust(List.of(), List.of(), new NoClientTrusted());

    private final List<X509Certificate> trusted;
    private final List<X509CRL> revoked;
    private final TrustManager manager;

    private ClientTrust(List<X509Certificate> trusted, List<X509CRL> revoked, TrustManager manager) {
        this.trusted = trusted;
        this.revoked = revoked;
        this.manager = manager;
    }

    /**
     * @param trusted one or more issuers, or certificates of clients themselves
     * @param revoked lists of revoked certificates; where there are any, each issuer of a certificate must have one that is valid.
     *                Nothing is asked of other machines (OCSP, CRL distribution points)
     * @throws GeneralSecurityException when nobody is trusted, or this Java cannot use them
     */
    public static ClientTrust of(Collection<X509Certificate> trusted, Collection<X509CRL> revoked)
            throws GeneralSecurityException {
        PKIXBuilderParameters path = new PKIXBuilderParameters(
                trusted.stream().map(issuer -> new TrustAnchor(issuer, null)).collect(Collectors.toSet()),
                new X509CertSelector());
        path.setRevocationEnabled(!revoked.isEmpty());
        if (!revoked.isEmpty()) {
            path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(revoked)));
            PKIXRevocationChecker lists =
                    (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
            lists.setOptions(
                    EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
            path.addCertPathChecker(lists);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(path));
        X509ExtendedTrustManager jdk = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        List<X509CRL> lists = List.copyOf(revoked);
        return new ClientTrust(List.copyOf(trusted), lists, new CheckedClients(jdk, lists));
    }

    /** True where no certificate of a client is taken. */
    public boolean isEmpty() {
        return trusted.isEmpty();
    }

    /** True when it was made of the same certificates and lists. */
    public boolean isSame(ClientTrust other) {
        return trusted.equals(other.trusted) && revoked.equals(other.revoked);
    }

    TrustManager manager() {
        return manager;
    }
}

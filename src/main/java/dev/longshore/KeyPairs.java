package dev.longshore;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.jboss.logging.Logger;

/** Looks whether keys belong to their certificates; TLS itself would find out with the first client. */
final class KeyPairs {
    private static final Logger LOG = Logger.getLogger(KeyPairs.class);
    private static final byte[] TEXT = {1, 2, 3};

    /** What certificates of TLS have, and how it signs. */
    private static final List<String[]> KINDS =
            List.of(new String[] {"EC", "SHA256withECDSA"}, new String[] {"RSA", "SHA256withRSA"}, new String[] {
                "EdDSA", "EdDSA"
            });

    private KeyPairs() {}

    /**
     * The certificates of all pairs. Says in the log when one is not valid now.
     *
     * @throws GeneralSecurityException when there is no pair, or one does not belong together
     */
    static List<X509Certificate> require(KeyManager... managers) throws GeneralSecurityException {
        List<X509Certificate> pairs = new ArrayList<>();
        for (KeyManager manager : managers) {
            for (String[] kind : KINDS) {
                String[] aliases = ((X509KeyManager) manager).getServerAliases(kind[0], null);
                for (String alias : aliases == null ? new String[0] : aliases) {
                    X509KeyManager keys = (X509KeyManager) manager;
                    X509Certificate certificate = keys.getCertificateChain(alias)[0];
                    check(keys.getPrivateKey(alias), certificate, kind[1]);
                    pairs.add(certificate);
                }
            }
        }
        if (pairs.isEmpty()) {
            throw new GeneralSecurityException("there is no key of RSA, ECDSA or EdDSA");
        }
        return pairs;
    }

    private static void check(PrivateKey key, X509Certificate certificate, String algorithm)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(TEXT);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(TEXT);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the key is not that of the certificate");
        }
        Date now = new Date();
        if (now.after(certificate.getNotAfter()) || now.before(certificate.getNotBefore())) {
            LOG.warnf(
                    "The certificate of FTPS for %s is valid from %s to %s",
                    certificate.getSubjectX500Principal(),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        }
    }
}

package dev.longshore.ftp.tls;

import java.io.Serial;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;

/** A certificate of a client that is not taken. Its message is for the log: whose it is, and why not. */
final class RefusedCertificate extends CertificateException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 200;

    RefusedCertificate(X509Certificate certificate, CertificateException cause) {
        super("the certificate of " + subject(certificate) + " " + reason(cause), cause);
    }

    /** Whoever has made it has chosen what stands in it. */
    private static String subject(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
    }

    private static String reason(Throwable failure) {
        String told = "is refused: " + failure.getMessage();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateRevokedException revoked) {
                return "was revoked at " + revoked.getRevocationDate().toInstant();
            }
            if (cause instanceof CertificateExpiredException) {
                return "has expired";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "is not valid yet";
            }
            if (cause instanceof CertPathValidatorException path
                    && path.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
                told = "is refused, since no valid list tells whether it was revoked";
            } else if (cause instanceof CertPathBuilderException) {
                told = "has no trusted issuer";
            }
        }
        return told;
    }
}

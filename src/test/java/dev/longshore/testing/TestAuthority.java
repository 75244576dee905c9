package dev.longshore.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** An issuer of certificates for clients (RFC 5280). */
public final class TestAuthority {
    private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final Duration LONG = Duration.ofDays(30);
    private static final int KEY_COMPROMISE = 1;

    private final AtomicInteger serial = new AtomicInteger(1);
    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    public TestAuthority(String common) {
        name = new X500Name("O=Tests,CN=" + common);
        keys = pair();
        certificate =
                certificate(name, keys, Instant.now().minus(LONG), Instant.now().plus(LONG), true);
    }

    /**
     * A certificate with its key.
     *
     * @param key         of the client
     * @param certificate of the client
     */
    public record Issued(PrivateKey key, X509Certificate certificate) {
        /** Shows the certificate to every server, whomever that trusts. */
        KeyManager[] keys() {
            return new KeyManager[] {new OnlyKey(this)};
        }
    }

    /** The certificate of the issuer itself. */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * A certificate that is valid now.
     *
     * @param subject such as {@code CN=alice,O=Tests}
     * @param others  further names: with an {@code @} of a mailbox, with a colon an address of another kind, else of a host
     */
    public Issued issues(String subject, String... others) {
        return issues(subject, Instant.now().minus(LONG), Instant.now().plus(LONG), others);
    }

    public Issued issues(String subject, Instant from, Instant to, String... others) {
        KeyPair own = pair();
        return new Issued(own.getPrivate(), certificate(new X500Name(subject), own, from, to, false, others));
    }

    /** A list of revoked certificates that is valid until then. */
    public X509CRL revokes(Instant next, Issued... revoked) {
        V2TBSCertListGenerator list = new V2TBSCertListGenerator();
        list.setSignature(ALGORITHM);
        list.setIssuer(name);
        list.setThisUpdate(time(Instant.now().minus(LONG)));
        list.setNextUpdate(time(next));
        for (Issued one : revoked) {
            ASN1Integer number = new ASN1Integer(one.certificate().getSerialNumber());
            list.addCRLEntry(number, time(Instant.now().minus(Duration.ofDays(1))), KEY_COMPROMISE);
        }
        return made(() -> (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(signed(list.generateTBSCertList()))));
    }

    /** A list that is valid now. */
    public X509CRL revokes(Issued... revoked) {
        return revokes(Instant.now().plus(LONG), revoked);
    }

    private X509Certificate certificate(
            X500Name subject, KeyPair own, Instant from, Instant to, boolean issues, String... others) {
        return made(() -> {
            V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
            body.setSerialNumber(new ASN1Integer(BigInteger.valueOf(serial.getAndIncrement())));
            body.setSignature(ALGORITHM);
            body.setIssuer(name);
            body.setSubject(subject);
            body.setStartDate(time(from));
            body.setEndDate(time(to));
            body.setSubjectPublicKeyInfo(
                    SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()));
            List<Extension> extensions = new ArrayList<>();
            extensions.add(new Extension(
                    Extension.basicConstraints, true, new BasicConstraints(issues).getEncoded(ASN1Encoding.DER)));
            if (others.length > 0) {
                GeneralName[] names = new GeneralName[others.length];
                for (int i = 0; i < others.length; i++) {
                    names[i] = new GeneralName(kind(others[i]), others[i]);
                }
                extensions.add(new Extension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names).getEncoded(ASN1Encoding.DER)));
            }
            body.setExtensions(new Extensions(extensions.toArray(Extension[]::new)));
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(signed(body.generateTBSCertificate())));
        });
    }

    private static int kind(String other) {
        if (other.contains("@")) {
            return GeneralName.rfc822Name;
        }
        return other.contains(":") ? GeneralName.uniformResourceIdentifier : GeneralName.dNSName;
    }

    private byte[] signed(ASN1Object body) throws GeneralSecurityException, IOException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(body.getEncoded(ASN1Encoding.DER));
        return new DERSequence(new ASN1Encodable[] {body, ALGORITHM, new DERBitString(signature.sign())}).getEncoded();
    }

    private static Time time(Instant instant) {
        return new Time(Date.from(instant));
    }

    private static KeyPair pair() {
        return made(() -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        });
    }

    private interface Making<T> {
        T make() throws GeneralSecurityException, IOException;
    }

    private static <T> T made(Making<T> making) {
        try {
            return making.make();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDK's own key manager shows a certificate only to a server that says that it trusts its issuer. */
    private static final class OnlyKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "own";
        private final Issued own;

        OnlyKey(Issued own) {
            this.own = own;
        }

        @Override
        public String chooseClientAlias(String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return ALIAS;
        }

        @Override
        public String chooseEngineClientAlias(
                String[] kinds, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String[] getClientAliases(String kind, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {own.certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return own.key();
        }

        @Override
        public String @Nullable [] getServerAliases(String kind, Principal @Nullable [] issuers) {
            return null;
        }

        @Nullable
        @Override
        public String chooseServerAlias(String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}

package dev.longshore.ftp.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A new key (ECDSA, P-256) and a certificate for this machine that it has signed itself (RFC 5280 §4.1). */
record SelfSigned(PrivateKey key, X509Certificate certificate) {
    private static final Duration VALID = Duration.ofDays(3650);
    private static final Duration SLOW_CLOCKS = Duration.ofDays(1);
    private static final int SERIAL_BITS = 128;
    private static final List<String> ADDRESSES = List.of("127.0.0.1", "::1");

    static SelfSigned make() throws GeneralSecurityException, IOException {
        return make(List.of("localhost"));
    }

    /** @param names the DNS names that it is for; the first is its subject */
    static SelfSigned make(List<String> names) throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        TBSCertificate body = body(keys, algorithm, names);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(body.getEncoded(ASN1Encoding.DER));
        DERSequence signed = new DERSequence(new ASN1Encodable[] {body, algorithm, new DERBitString(signature.sign())});
        return new SelfSigned(keys.getPrivate(), (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(signed.getEncoded(ASN1Encoding.DER))));
    }

    private static TBSCertificate body(KeyPair keys, AlgorithmIdentifier algorithm, List<String> names)
            throws IOException {
        Instant now = Instant.now();
        X500Name name = new X500Name("CN=" + names.get(0) + ", O=Longshore in development");
        V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0)));
        body.setSignature(algorithm);
        body.setIssuer(name);
        body.setSubject(name);
        body.setStartDate(new Time(Date.from(now.minus(SLOW_CLOCKS))));
        body.setEndDate(new Time(Date.from(now.plus(VALID))));
        body.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        GeneralName[] all = Stream.concat(
                        names.stream().map(dns -> new GeneralName(GeneralName.dNSName, dns)),
                        ADDRESSES.stream().map(address -> new GeneralName(GeneralName.iPAddress, address)))
                .toArray(GeneralName[]::new);
        body.setExtensions(new Extensions(new Extension(
                Extension.subjectAlternativeName, false, new GeneralNames(all).getEncoded(ASN1Encoding.DER))));
        return body.generateTBSCertificate();
    }
}

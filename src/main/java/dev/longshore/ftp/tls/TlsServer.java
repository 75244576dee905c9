package dev.longshore.ftp.tls;

import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Makes the TLS of connections: TLS 1.2 and 1.3 only, with forward secrecy and authenticated ciphers only. */
public final class TlsServer {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** ChaCha20 comes last: JDK 17 needs six times the processor for it, where AES has instructions of its own. */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final ServerCertificate certificate;
    private final TlsRules rules;

    public TlsServer(ServerCertificate certificate, TlsRules rules) {
        this.certificate = certificate;
        this.rules = rules;
    }

    /** The TLS of a new control connection. Its sessions can be resumed by its own data connections only. */
    public ControlTls begin() {
        return new ControlTls(this, rules);
    }

    /** A context with tickets of its own: what another context has given is no session here. */
    SSLContext newContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(certificate.keys(), new TrustManager[] {clients()}, null);
            return context;
        } catch (NoSuchAlgorithmException | KeyManagementException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    private TrustManager clients() {
        return rules.clients() == ClientCertificate.NONE ? ClientTrust.NOBODY.manager() : certificate.clients();
    }

    /** Makes an engine the server's. */
    SSLEngine serving(SSLEngine engine) {
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS);
        Set<String> supported = Set.copyOf(Arrays.asList(engine.getSupportedCipherSuites()));
        engine.setEnabledCipherSuites(
                CIPHERS.stream().filter(supported::contains).toArray(String[]::new));
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setUseCipherSuitesOrder(true);
        switch (rules.clients()) {
            case OFFER -> parameters.setWantClientAuth(true);
            case REQUIRE -> parameters.setNeedClientAuth(true);
            case NONE -> parameters.setNeedClientAuth(false);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }
}

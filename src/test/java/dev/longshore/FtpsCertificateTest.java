package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.tls.SelfMadeCertificate;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestAuthority;
import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the TLS registry tells of the certificate, and of those of clients, at the start and later. */
class FtpsCertificateTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Issuer");
    private static Vertx vertx;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        SelfMadeCertificate.keptIn(folder.resolve("ftps.p12"));
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    @Test
    void withoutATrustStoreNobodyIsTrusted() {
        assertThat(certificate(new Registered(null)).used().trustsClients()).isFalse();
    }

    @Test
    void whoIsInTheTrustStoreIsTrusted() throws GeneralSecurityException, IOException {
        assertThat(certificate(new Registered(store(AUTHORITY.certificate())))
                        .used()
                        .trustsClients())
                .isTrue();
    }

    @Test
    void anEmptyTrustStoreIsRefused() throws GeneralSecurityException, IOException {
        TlsConfiguration empty = new Registered(store());
        assertThatThrownBy(() -> certificate(empty))
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "quarkus.tls.ftps.trust-store cannot be used: there is no certificate in it that is marked as"
                                + " trusted");
    }

    @Test
    void aListThatIsNoneIsRefused() throws GeneralSecurityException, IOException {
        TlsConfiguration odd = new Registered(store(AUTHORITY.certificate()), Buffer.buffer("nothing"));
        assertThatThrownBy(() -> certificate(odd))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("quarkus.tls.ftps.certificate-revocation-list cannot be used: ");
    }

    @Test
    void aListThatHasEndedIsTold() throws GeneralSecurityException, IOException {
        X509CRL ended = AUTHORITY.revokes(Instant.now().minusSeconds(60));
        try (LogLines log = LogLines.of(TrustedClients.class)) {
            certificate(new Registered(store(AUTHORITY.certificate()), Buffer.buffer(ended.getEncoded())));
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .contains("The list of revoked certificates of CN=Issuer", "has ended at ");
        }
    }

    @Test
    void newListsAndIssuersAreTakenOnce() throws GeneralSecurityException, IOException {
        FtpsCertificate certificate = certificate(new Registered(store(AUTHORITY.certificate())));
        byte[] list = AUTHORITY.revokes(AUTHORITY.issues("CN=bob")).getEncoded();
        try (LogLines log = LogLines.of(FtpsCertificate.class)) {
            certificate.replace("ftps", new Registered(store(AUTHORITY.certificate())));
            assertThat(log.all()).isEmpty();
            certificate.replace("ftps", new Registered(store(AUTHORITY.certificate()), Buffer.buffer(list)));
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .contains("Clients of new FTPS connections are trusted as quarkus.tls.ftps now says");
            certificate.replace("ftps", new Registered(store(AUTHORITY.certificate()), Buffer.buffer(list)));
            certificate.replace("other", new Registered(store()));
            assertThat(log.all()).hasSize(1);
            certificate.replace("ftps", new Registered(store()));
            assertThat(log.all()).hasSize(2).last().asString().contains("The certificate of FTPS stays as it was. ");
        }
        assertThat(certificate.used().trustsClients()).isTrue();
    }

    private static FtpsCertificate certificate(TlsConfiguration configuration) {
        return new FtpsCertificate(configuration, vertx, "ftps");
    }

    private static KeyStore store(X509Certificate... trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        for (int i = 0; i < trusted.length; i++) {
            store.setCertificateEntry("trusted-" + i, trusted[i]);
        }
        return store;
    }

    /** What Quarkus has read. */
    private record Registered(@Nullable KeyStore trustStore, Buffer... lists) implements TlsConfiguration {
        @Override
        public KeyCertOptions getKeyStoreOptions() {
            return new PfxOptions()
                    .setPath(folder.resolve("ftps.p12").toString())
                    .setPassword("longshore");
        }

        @Nullable
        @Override
        public KeyStore getKeyStore() {
            return null;
        }

        @Nullable
        @Override
        public TrustOptions getTrustStoreOptions() {
            return null;
        }

        @Nullable
        @Override
        public KeyStore getTrustStore() {
            return trustStore;
        }

        @Override
        public SSLOptions getSSLOptions() {
            SSLOptions options = new SSLOptions();
            for (Buffer list : lists) {
                options.addCrlValue(list);
            }
            return options;
        }

        @Override
        public SSLContext createSSLContext() throws Exception {
            return SSLContext.getDefault();
        }

        @Override
        public Optional<String> getHostnameVerificationAlgorithm() {
            return Optional.empty();
        }

        @Override
        public boolean isTrustAll() {
            return false;
        }

        @Override
        public boolean usesSni() {
            return false;
        }

        @Override
        public boolean reload() {
            return false;
        }

        @Override
        public String getName() {
            return "ftps";
        }
    }
}

package dev.longshore.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestAuthority;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TlsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of clients that are not taken, and what becomes of clients whose handshakes fail. */
class RefusedClientTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final TestAuthority AUTHORITY = new TestAuthority("Issuer");
    private static final ServerCertificate SERVER = made();
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                Map.of(
                        "longshore.ftp.tls.client-certificate",
                        "offer",
                        "longshore.users.config.bob.certificate",
                        "alone"),
                SERVER);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void trustTheIssuer() throws GeneralSecurityException, IOException {
        SERVER.replace(ClientTrust.of(List.of(AUTHORITY.certificate()), List.of()), TestServer.keys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void itsIssuerMustBeTrusted(String version) {
        TestAuthority.Issued other = new TestAuthority("Other").issues("CN=bob");
        assertThat(refusal(version, other)).isEqualTo("the certificate of CN=bob has no trusted issuer");
        TestAuthority.Issued namesake = new TestAuthority("Issuer").issues("CN=bob");
        assertThat(refusal(version, namesake)).startsWith("the certificate of CN=bob ");
        accepts(version, AUTHORITY.issues("CN=bob"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void itMustBeValidNow(String version) {
        Instant now = Instant.now();
        assertThat(refusal(version, AUTHORITY.issues("CN=bob", now.minus(DAY.multipliedBy(2)), now.minus(DAY))))
                .isEqualTo("the certificate of CN=bob has expired");
        assertThat(refusal(version, AUTHORITY.issues("CN=bob", now.plus(DAY), now.plus(DAY.multipliedBy(2)))))
                .isEqualTo("the certificate of CN=bob is not valid yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void itMayNotBeRevoked(String version) throws GeneralSecurityException, IOException {
        TestAuthority.Issued stolen = AUTHORITY.issues("CN=bob,OU=Lost and found");
        accepts(version, stolen);
        SERVER.replace(
                ClientTrust.of(List.of(AUTHORITY.certificate()), List.of(AUTHORITY.revokes(stolen))),
                TestServer.keys());
        assertThat(refusal(version, stolen))
                .startsWith("the certificate of OU=Lost and found,CN=bob was revoked at 20");
        accepts(version, AUTHORITY.issues("CN=bob"));
    }

    /** A list of another issuer says nothing, and one that has ended says nothing either. */
    @Test
    void whereThereAreListsOneMustSayThatItIsNotRevoked() throws GeneralSecurityException, IOException {
        TestAuthority.Issued bob = AUTHORITY.issues("CN=bob");
        TestAuthority other = new TestAuthority("Other");
        String reason = "the certificate of CN=bob is refused, since no valid list tells whether it was revoked";
        SERVER.replace(
                ClientTrust.of(List.of(AUTHORITY.certificate(), other.certificate()), List.of(other.revokes())),
                TestServer.keys());
        assertThat(refusal("TLSv1.3", bob)).isEqualTo(reason);
        accepts("TLSv1.3", other.issues("CN=bob"));
        SERVER.replace(
                ClientTrust.of(
                        List.of(AUTHORITY.certificate()),
                        List.of(AUTHORITY.revokes(Instant.now().minus(DAY)))),
                TestServer.keys());
        assertThat(refusal("TLSv1.3", bob)).isEqualTo(reason);
    }

    /** The JDK looks neither at the end nor at the list of a certificate that is itself trusted. */
    @Test
    void oneThatIsItselfTrustedIsLookedAt() throws GeneralSecurityException, IOException {
        Instant now = Instant.now();
        TestAuthority.Issued old = AUTHORITY.issues("CN=bob", now.minus(DAY.multipliedBy(2)), now.minus(DAY));
        TestAuthority.Issued stolen = AUTHORITY.issues("CN=bob");
        TestAuthority.Issued own = AUTHORITY.issues("CN=bob");
        SERVER.replace(
                ClientTrust.of(
                        List.of(old.certificate(), stolen.certificate(), own.certificate()),
                        List.of(AUTHORITY.revokes(stolen))),
                TestServer.keys());
        assertThat(refusal("TLSv1.3", old)).endsWith(" has expired");
        assertThat(refusal("TLSv1.3", stolen)).contains(" was revoked at ");
        assertThat(refusal("TLSv1.3", AUTHORITY.issues("CN=bob"))).isNotEmpty();
        accepts("TLSv1.3", own);
    }

    @Test
    void whatStandsInItBreaksNoLine() {
        TestAuthority.Issued forged = new TestAuthority("Other").issues("CN=bob\nINFO All is well" + "x".repeat(500));
        assertThat(refusal("TLSv1.3", forged))
                .startsWith("the certificate of CN=bob?INFO")
                .hasSizeLessThan(300);
    }

    @Test
    void whoIsRefusedAgainAndAgainFillsNoLog() {
        TestAuthority.Issued other = new TestAuthority("Other").issues("CN=bob");
        try (TestGateway quiet = TestGateway.start(Map.of("longshore.ftp.tls.client-certificate", "offer"), SERVER);
                LogLines log = LogLines.below("dev.longshore.ftp.listener")) {
            for (int i = 0; i < 40; i++) {
                assertThatThrownBy(() -> talk(quiet, "TLSv1.2", other));
            }
            assertThat(log.all().stream().filter(line -> line.contains("failed:")))
                    .hasSize(20);
        }
    }

    /** 2 points each. */
    @Test
    void whoseHandshakesFailIsKeptOut() {
        try (TestGateway strict = TestGateway.start(counting(), SERVER)) {
            TestAuthority.Issued other = new TestAuthority("Other").issues("CN=bob");
            for (int i = 0; i < 5; i++) {
                assertThat(strict.gateway().defender().bans()).isEmpty();
                assertThatThrownBy(() -> talk(strict, "TLSv1.3", other));
            }
            Eventually.holds(
                    "the fifth time is the last",
                    () -> !strict.gateway().defender().bans().isEmpty());
        }
    }

    @Test
    void whoSpeaksNoTlsIsKeptOut() throws IOException {
        try (TestGateway strict = TestGateway.start(counting(), SERVER)) {
            for (int i = 0; i < 5; i++) {
                try (Socket socket = new Socket("127.0.0.1", strict.implicitPort())) {
                    socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(20);
                }
            }
            Eventually.holds(
                    "there is a ban", () -> !strict.gateway().defender().bans().isEmpty());
        }
    }

    /** It breaks the handshake off, as a client does whose user has not yet agreed to our certificate. */
    @Test
    void whoDistrustsUsIsNotKeptOut() {
        try (TestGateway strict = TestGateway.start(counting(), SERVER);
                LogLines log = LogLines.below("dev.longshore.ftp.listener")) {
            for (int i = 0; i < 20; i++) {
                distrusts(strict);
            }
            Eventually.holds(
                    "each is told",
                    () -> log.all().stream()
                                    .filter(line -> line.contains("Received fatal alert: "))
                                    .count()
                            == 20);
            assertThat(strict.gateway().defender().bans()).isEmpty();
            new TlsClient("TLSv1.3").connect(strict).login("alice", "secret").close();
        }
    }

    private static Map<String, String> counting() {
        return Map.of(
                "longshore.ftp.tls.client-certificate", "offer",
                "longshore.ftp.tls.implicit-port", "0",
                "longshore.defender.allow", "192.0.2.0/24",
                "longshore.defender.points", "10");
    }

    private static void distrusts(TestGateway strict) {
        try (FtpDialogue client = strict.connect().sends("AUTH TLS").gets(234)) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Distrusting()}, null);
            SSLSocket socket = (SSLSocket)
                    context.getSocketFactory().createSocket(client.control(), "127.0.0.1", strict.port(), true);
            assertThatThrownBy(socket::startHandshake).hasMessageContaining("Never seen");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void accepts(String version, TestAuthority.Issued own) {
        try (FtpDialogue client = new TlsClient(version, own).connect(gateway)) {
            client.sends("USER bob").gets(232);
        }
    }

    /** What the log says, of which the client learns that its certificate is not taken. */
    private static String refusal(String version, TestAuthority.Issued own) {
        try (LogLines log = LogLines.below("dev.longshore.ftp.listener")) {
            assertThatThrownBy(() -> talk(gateway, version, own))
                    .hasMessageContaining("Received fatal alert: certificate_unknown");
            List<String> lines = log.all().stream()
                    .filter(line -> line.contains("TLS of the control connection of "))
                    .toList();
            assertThat(lines).hasSize(1);
            return lines.get(0)
                    .substring(lines.get(0).indexOf(" failed: ") + " failed: ".length())
                    .replace("(certificate_unknown) ", "")
                    .strip();
        }
    }

    /** With TLS 1.3 the client thinks that the handshake went well, and sees the alert behind it. */
    private static void talk(TestGateway strict, String version, TestAuthority.Issued own) {
        try (FtpDialogue client = new TlsClient(version, own).connect(strict)) {
            assertThat(client.control().getInputStream().read()).isEqualTo(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerCertificate made() {
        try {
            return TestServer.trusting(ClientTrust.of(List.of(AUTHORITY.certificate()), List.of()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Distrusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("Never seen");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

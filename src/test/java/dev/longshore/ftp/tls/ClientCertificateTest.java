package dev.longshore.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.Authenticator;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestAuthority;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TlsClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A certificate of the client says who it is, and its user's record whether that is enough (RFC 2228 §4, RFC 4217 §15.1.2). */
class ClientCertificateTest {
    private static final String TLS_12 = "TLSv1.2";
    private static final String TLS_13 = "TLSv1.3";
    private static final String REFUSED = "530 Login incorrect.";
    private static final String HASH = "$5$rounds=1000$codes$tdVxJNZB3g28.yO.J8/xlotf6MU2ueiEdfFjel8UPf7";
    private static final TestAuthority AUTHORITY = new TestAuthority("Issuer");
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws GeneralSecurityException, IOException {
        gateway = TestGateway.start(
                Map.ofEntries(
                        Map.entry("longshore.ftp.tls.client-certificate", "offer"),
                        Map.entry("longshore.users.stores", "config,s3"),
                        Map.entry("longshore.s3.prefix", "data/"),
                        Map.entry("longshore.users.config.bob.certificate", "alone"),
                        Map.entry("longshore.users.config.carol.certificate", "with-password"),
                        Map.entry("longshore.users.config.carol.password", "zweites-wort"),
                        Map.entry("longshore.users.config.dave.certificate", "alone"),
                        Map.entry("longshore.users.config.dave.enabled", "false"),
                        Map.entry("longshore.users.config.fred.certificate", "alone"),
                        Map.entry("longshore.users.config.fred.allow", "192.0.2.7")),
                TestServer.trusting(ClientTrust.of(List.of(AUTHORITY.certificate()), List.of())));
        put(
                "erin",
                "\"certificate\": \"alone\", \"accounts\": {\"red\": {\"mounts\": [{\"path\": \"/\", \"prefix\": \"red/\"}]}}");
        put(
                "gina",
                "\"certificate\": \"with-password\", \"password\": {\"hash\": \"" + HASH
                        + "\"}, \"otp\": {\"kind\": \"totp\", \"secret\": \"" + Authenticator.SECRET + "\"}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void aCertificateAloneLetsItsUserIn(String version) throws IOException {
        TlsClient tls = new TlsClient(version, issued("bob"));
        try (FtpDialogue client = tls.connect(gateway)) {
            client.sends("USER bob")
                    .gets("232 Logged in.")
                    .sends("PBSZ 0")
                    .gets(200)
                    .sends("PROT P")
                    .gets(200);
            store(tls, client, "of-bob").gets(226);
            client.sends("STAT").gets(211);
            assertThat(client.reply()).contains(" Logged in as bob");
        }
        assertThat(gateway.get("data/of-bob")).isEqualTo(Bytes.random(10));
    }

    @ParameterizedTest
    @CsvSource({
        "CN=alice,bob",
        "CN=nobody,bob",
        "O=Tests,bob",
        "CN=Bob,bob",
        "CN=bob,nobody",
        "CN=dave,dave",
        "CN=fred,fred"
    })
    void whoeverElseAsksIsToldWhatAnybodyIsTold(String subject, String user) {
        try (FtpDialogue client = new TlsClient(TLS_13, AUTHORITY.issues(subject)).connect(gateway)) {
            client.sends("USER " + user)
                    .gets("331 Password, please.")
                    .sends("PASS x")
                    .gets(REFUSED);
            client.sends("USER " + user).gets(331).sends("PASS").gets(REFUSED);
            client.sends("PWD").gets(530);
        }
    }

    @Test
    void withoutACertificateItsUserIsRefused() {
        try (FtpDialogue client = new TlsClient(TLS_13).connect(gateway)) {
            client.sends("USER bob")
                    .gets("331 Password, please.")
                    .sends("PASS x")
                    .gets(REFUSED);
            client.sends("USER carol").gets(331).sends("PASS zweites-wort").gets(REFUSED);
            client.login("alice", "secret");
        }
    }

    @Test
    void whoNeedsACertificateNeedsTls() {
        try (FtpDialogue client = gateway.connect()) {
            client.sends("USER bob").gets("530 Use AUTH TLS before you log in.");
            client.sends("USER carol").gets("530 Use AUTH TLS before you log in.");
        }
        try (FtpDialogue client = new TlsClient(TLS_13, issued("bob")).connect(gateway)) {
            client.sends("USER bob").gets(232).sends("NLST").gets(521);
        }
    }

    @Test
    void aCertificateMayStandBesideAPassword() {
        try (FtpDialogue client = new TlsClient(TLS_13, issued("carol")).connect(gateway)) {
            client.sends("USER carol").gets(331).sends("PASS wrong").gets(REFUSED);
            client.sends("USER carol").gets(331).sends("PASS zweites-wort").gets("230 Logged in.");
        }
    }

    @Test
    void aCertificateMayStandBesideACode() {
        String pass = "PASS geheim" + Authenticator.next();
        try (FtpDialogue client = new TlsClient(TLS_13).connect(gateway)) {
            client.sends("USER gina").gets(336).sends(pass).gets(REFUSED);
        }
        try (FtpDialogue client = new TlsClient(TLS_13, issued("gina")).connect(gateway)) {
            client.sends("USER gina").gets(336).sends("PASS geheim").gets(REFUSED);
            client.sends("USER gina").gets(336).sends(pass).gets("230 Logged in.");
        }
    }

    @Test
    void theAccountIsChosenBehindACertificate() {
        try (FtpDialogue client = new TlsClient(TLS_13, issued("erin")).connect(gateway)) {
            client.sends("USER erin").gets("332 Account, please.").sends("PWD").gets(530);
            client.sends("ACCT blue").gets(REFUSED).sends("ACCT red").gets(503);
            client.sends("USER erin").gets(332).sends("ACCT red").gets("230 Logged in.");
        }
    }

    /** A certificate that is another user's makes a right password a wrong one. */
    @Test
    void whoShowsACertificateLogsInAsItsUser() {
        try (FtpDialogue client = new TlsClient(TLS_13, issued("bob")).connect(gateway)) {
            client.sends("USER alice").gets(331).sends("PASS secret").gets(REFUSED);
            client.sends("USER bob").gets(232);
        }
        try (FtpDialogue client = new TlsClient(TLS_13, issued("alice")).connect(gateway)) {
            client.login("alice", "secret");
        }
        try (FtpDialogue client = new TlsClient(TLS_13, AUTHORITY.issues("O=A machine")).connect(gateway)) {
            client.login("alice", "secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void withoutACertificateThereIsNoTlsWhereItIsRequired(String version) throws GeneralSecurityException, IOException {
        try (TestGateway strict = TestGateway.start(
                Map.of(
                        "longshore.ftp.tls.client-certificate",
                        "require",
                        "longshore.ftp.tls.data-session",
                        "require",
                        "longshore.users.config.bob.certificate",
                        "alone"),
                TestServer.trusting(ClientTrust.of(List.of(AUTHORITY.certificate()), List.of())))) {
            TlsClient none = new TlsClient(version);
            assertThatThrownBy(() ->
                            none.connect(strict).control().getInputStream().read())
                    .hasMessageContaining("Received fatal alert: ");
            TlsClient tls = new TlsClient(version, issued("bob"));
            try (FtpDialogue client = tls.connect(strict)) {
                client.sends("USER bob").gets(232).sends("PBSZ 0").gets(200);
                client.sends("PROT P").gets(200);
                for (int i = 0; i < 3; i++) {
                    store(tls, client, strict.port(), "resumed-" + i).gets(226);
                }
            }
            assertThat(strict.keys()).contains("resumed-0", "resumed-1", "resumed-2");
        }
    }

    /** Not by a session that was resumed: by a handshake of its own. */
    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void aDataConnectionMayShowTheSameCertificateAgain(String version) throws IOException {
        TestAuthority.Issued own = issued("bob");
        try (FtpDialogue client = new TlsClient(version, own).connect(gateway)) {
            client.sends("USER bob")
                    .gets(232)
                    .sends("PBSZ 0")
                    .gets(200)
                    .sends("PROT P")
                    .gets(200);
            store(new TlsClient(version, own), client, "shown-again").gets(226);
        }
        assertThat(gateway.get("data/shown-again")).isEqualTo(Bytes.random(10));
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,carol", "TLSv1.3,carol", "TLSv1.2,bob", "TLSv1.3,bob", "TLSv1.2,", "TLSv1.3,"})
    void aDataConnectionOfAnotherClientIsRefused(String version, String other) throws IOException {
        TlsClient stranger = other == null ? new TlsClient(version) : new TlsClient(version, issued(other));
        try (FtpDialogue client = new TlsClient(version, issued("bob")).connect(gateway)) {
            client.sends("USER bob")
                    .gets(232)
                    .sends("PBSZ 0")
                    .gets(200)
                    .sends("PROT P")
                    .gets(200);
            try (Socket plain = client.passive()) {
                client.sends("STOR strange").gets(150);
                SSLSocket data = stranger.over(plain, gateway.port());
                data.getOutputStream().write(Bytes.random(10));
                data.shutdownOutput();
            } catch (IOException e) {
                assertThat(e).hasMessageMatching(".*([Rr]eset|Broken pipe|closed).*");
            }
            client.gets("522 TLS of the data connection failed.");
            client.sends("NOOP").gets(200);
        }
        assertThat(gateway.keys()).doesNotContain("data/strange");
    }

    private static TestAuthority.Issued issued(String user) {
        return AUTHORITY.issues("CN=" + user + ",O=Tests");
    }

    private static void put(String name, String fields) {
        gateway.put("users/" + name + ".json", ("{" + fields + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static FtpDialogue store(TlsClient tls, FtpDialogue client, String name) throws IOException {
        return store(tls, client, gateway.port(), name);
    }

    private static FtpDialogue store(TlsClient tls, FtpDialogue client, int port, String name) throws IOException {
        try (Socket plain = client.passive()) {
            client.sends("STOR " + name).gets(150);
            SSLSocket data = tls.over(plain, port);
            data.getOutputStream().write(Bytes.random(10));
            data.shutdownOutput();
            assertThat(data.getInputStream().read()).isEqualTo(-1);
        }
        return client;
    }
}

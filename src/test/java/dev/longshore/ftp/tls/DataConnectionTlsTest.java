package dev.longshore.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TlsClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4217 §10: data connections over TLS, and how they begin and end. */
class DataConnectionTlsTest {
    private static final String TLS_12 = "TLSv1.2";
    private static final String TLS_13 = "TLSv1.3";
    private static final int LARGE = 20 * 1024 * 1024;
    private static TestGateway gateway;
    private static TestGateway requiring;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                Map.of("longshore.ftp.tls.mode", "offer", "longshore.users.config.alice.ascii", "convert"));
        requiring = TestGateway.start(Map.of("longshore.ftp.tls.data-session", "require"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        requiring.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void bytesGoBothWays(String version) throws IOException {
        byte[] content = Bytes.random(1_000_001);
        TlsClient tls = new TlsClient(version);
        try (FtpDialogue client = tls.login(gateway)) {
            client.sends("TYPE I").gets(200);
            store(tls, client, "both-ways", content).gets(226);
            assertThat(gateway.get("both-ways")).isEqualTo(content);
            assertThat(fetch(tls, client, "RETR both-ways")).isEqualTo(content);
            assertThat(new String(fetch(tls, client, "NLST"), StandardCharsets.UTF_8))
                    .contains("both-ways\r\n");
            assertThat(fetch(tls, client, "MLSD")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,0", "TLSv1.3,0", "TLSv1.2,1", "TLSv1.3,1"})
    void smallFilesGoBothWays(String version, int length) throws IOException {
        byte[] content = Bytes.random(length);
        TlsClient tls = new TlsClient(version);
        try (FtpDialogue client = tls.login(gateway)) {
            client.sends("TYPE I").gets(200);
            store(tls, client, "small", content).gets(226);
            assertThat(fetch(tls, client, "RETR small")).isEqualTo(content);
        }
    }

    @Test
    void recordsOfOneByteArriveWhole() throws IOException {
        byte[] content = Bytes.random(3000);
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = tls.login(gateway);
                Socket plain = client.sends("TYPE I").gets(200).passive()) {
            client.sends("STOR bytewise").gets(150);
            SSLSocket data = tls.over(plain, gateway.port());
            for (byte octet : content) {
                data.getOutputStream().write(octet);
            }
            data.shutdownOutput();
            client.gets(226);
        }
        assertThat(gateway.get("bytewise")).isEqualTo(content);
    }

    @Test
    void modeZAndTypeAGoOverTls() throws IOException {
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = tls.login(gateway)) {
            store(tls, client, "lines", "a\r\nb\r\n".getBytes(StandardCharsets.UTF_8))
                    .gets(226);
            assertThat(gateway.get("lines")).isEqualTo("a\nb\n".getBytes(StandardCharsets.UTF_8));
            client.sends("TYPE I").gets(200).sends("MODE Z").gets(200);
            assertThat(fetch(tls, client, "RETR lines")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void fiveDataConnectionsInARowResumeTheSession(String version) throws IOException {
        TlsClient tls = new TlsClient(version);
        try (FtpDialogue client = tls.login(requiring)) {
            client.sends("TYPE I").gets(200);
            for (int i = 0; i < 5; i++) {
                store(tls, client, requiring.port(), "resumed-" + i, Bytes.random(10))
                        .gets(226);
                assertThat(fetch(tls, client, requiring.port(), "RETR resumed-" + i))
                        .isEqualTo(Bytes.random(10));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void aSessionOfItsOwnIsRefusedWhereItMustBeResumed(String version) throws IOException {
        TlsClient tls = new TlsClient(version);
        try (FtpDialogue client = tls.login(requiring);
                Socket plain = client.sends("TYPE I").gets(200).passive()) {
            client.sends("STOR stranger").gets(150);
            try (SSLSocket data = new TlsClient(version).over(plain, requiring.port())) {
                data.getOutputStream().write(1);
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
            client.gets("522 TLS of the data connection must resume the session of the control connection.");
            store(tls, client, requiring.port(), "not-stranger", Bytes.random(10))
                    .gets(226);
        }
        assertThat(requiring.keys()).doesNotContain("stranger");
    }

    /** A client that was reset while it sent often reads no reply. */
    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void aRefusedUploadIsNotReset(String version) throws IOException {
        TlsClient tls = new TlsClient(version);
        try (FtpDialogue client = tls.login(requiring);
                Socket plain = client.sends("TYPE I").gets(200).passive()) {
            client.sends("STOR refused").gets(150);
            try (SSLSocket data = new TlsClient(version).over(plain, requiring.port())) {
                data.getOutputStream().write(Bytes.random(3_000_000));
                data.shutdownOutput();
            }
            client.gets(522);
        }
        assertThat(requiring.keys()).doesNotContain("refused");
    }

    @Test
    void theLogTellsOperatorsWhoseDataConnectionsDoNotResume() throws IOException {
        TlsClient tls = new TlsClient(TLS_13);
        try (LogLines reasons = LogLines.below("dev.longshore.ftp.command.transfer");
                LogLines connections = LogLines.of(ControlTls.class);
                FtpDialogue client = tls.login(requiring);
                Socket plain = client.sends("TYPE I").gets(200).passive()) {
            client.sends("STOR unresumed").gets(150);
            try (SSLSocket data = new TlsClient(TLS_13).over(plain, requiring.port())) {
                data.getOutputStream().write(1);
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
            client.gets(522);
            store(tls, client, requiring.port(), "resumed", Bytes.random(10)).gets(226);
            assertThat(reasons.all())
                    .anyMatch(line -> line.matches("(?s).*Transfer of alice at /127.0.0.1:[0-9]+ failed after 0 bytes: "
                            + "TLS of the data connection did not resume the session of the control connection.*"));
            assertThat(connections.all())
                    .anyMatch(line -> line.contains("TLSv1.3, TLS_AES_128_GCM_SHA256, not resumed"))
                    .anyMatch(line -> line.contains("TLSv1.3, TLS_AES_128_GCM_SHA256, resumed"));
        }
    }

    /** The mark of one control connection says nothing on another one. */
    @Test
    void theSessionOfAnotherControlConnectionIsRefused() throws IOException {
        TlsClient other = new TlsClient(TLS_13);
        try (FtpDialogue bystander = other.login(requiring);
                FtpDialogue client = new TlsClient(TLS_13).login(requiring);
                Socket plain = client.passive()) {
            client.sends("STOR foreign").gets(150);
            try (SSLSocket data = other.over(plain, requiring.port())) {
                data.getOutputStream().write(1);
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
            client.gets(522);
            bystander.sends("NOOP").gets(200);
        }
    }

    @Test
    void nothingIsResumedWhereThatIsOff() throws IOException {
        try (TestGateway off = TestGateway.start(Map.of("longshore.ftp.tls.data-session", "off"))) {
            TlsClient tls = new TlsClient(TLS_13);
            try (FtpDialogue client = tls.login(off);
                    Socket plain = client.passive()) {
                client.sends("STOR full").gets(150);
                SSLSocket data = tls.over(plain, off.port());
                assertThat(data.getSession().getCreationTime())
                        .isNotEqualTo(session(client).getCreationTime());
                data.shutdownOutput();
                client.gets(226);
            }
        }
    }

    /** Its own system resets the connection when a ticket comes that it does not read, and drops what is on its way. */
    @Test
    void anUploadOfAClientThatNeverReadsArrivesWhole() throws IOException {
        byte[] content = Bytes.random(LARGE);
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = tls.login(gateway)) {
            Socket plain = client.sends("TYPE I").gets(200).passive();
            client.sends("STOR never-reads").gets(150);
            SSLSocket data = tls.over(plain, gateway.port());
            data.getOutputStream().write(content);
            data.shutdownOutput();
            plain.close();
            client.gets(226);
        }
        assertThat(gateway.get("never-reads")).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void anUploadWithoutCloseNotifyIsNotPublished(String version) throws IOException {
        gateway.put("cut", Bytes.random(7));
        TlsClient tls = new TlsClient(version);
        try (FtpDialogue client = tls.login(gateway)) {
            truncate(tls, client.sends("TYPE I").gets(200), gateway.port(), "cut");
            client.gets(426);
            client.sends("NOOP").gets(200);
        }
        assertThat(gateway.get("cut")).isEqualTo(Bytes.random(7));
    }

    @Test
    void anEndWithinARecordIsNeverPublished() throws IOException {
        try (TestGateway lenient = TestGateway.start(Map.of("longshore.ftp.tls.truncation", "lenient"))) {
            TlsClient tls = new TlsClient(TLS_13);
            try (FtpDialogue client = tls.login(lenient);
                    Socket plain = client.passive()) {
                client.sends("STOR half").gets(150);
                SSLSocket data = tls.over(plain, lenient.port());
                data.getOutputStream().write(1);
                plain.getOutputStream().write(new byte[] {0x17, 3, 3, 0x10, 0, 1, 2, 3});
                plain.shutdownOutput();
                client.gets(426);
            }
            assertThat(lenient.keys()).isEmpty();
        }
    }

    @Test
    void aLenientListenerTakesItAndSaysSo() throws IOException {
        try (TestGateway lenient = TestGateway.start(Map.of(
                        "longshore.ftp.tls.truncation",
                        "lenient",
                        "longshore.users.config.bob.password",
                        "secret",
                        "longshore.users.config.bob.truncation",
                        "strict"));
                LogLines audit = LogLines.below("dev.longshore.audit")) {
            TlsClient tls = new TlsClient(TLS_13);
            try (FtpDialogue client = tls.login(lenient)) {
                truncate(tls, client.sends("TYPE I").gets(200), lenient.port(), "taken");
                client.gets(226);
                store(tls, client, lenient.port(), "whole", Bytes.random(10)).gets(226);
                client.sends("MKD below").gets(257).sends("CWD below").gets(250);
                truncate(tls, client, lenient.port(), "taken");
                client.gets(226);
            }
            assertThat(lenient.get("below/taken")).isEqualTo(Bytes.random(1000));
            assertThat(audit.all()).hasSize(2);
            assertThat(audit.all().get(0)).contains(taken("/taken"));
            assertThat(audit.all().get(1)).contains(taken("/below/taken"));
            try (FtpDialogue client = tls.connect(lenient).login("bob", "secret")) {
                client.sends("PBSZ 0").gets(200).sends("PROT P").gets(200);
                truncate(tls, client, lenient.port(), "refused");
                client.gets(426);
            }
            assertThat(lenient.keys()).doesNotContain("refused", "below/refused");
            assertThat(audit.all()).hasSize(2);
        }
    }

    private static String taken(String path) {
        return "User alice at 127.0.0.1: upload of " + path
                + " ended without close_notify of TLS, and was taken for whole with 1000 bytes (truncation: lenient)";
    }

    @Test
    void networksMayBeLenient() throws IOException {
        Map<String, String> settings = Map.of(
                "longshore.ftp.tls.lenient-networks",
                "192.0.2.0/24,127.0.0.0/8",
                "longshore.users.config.bob.password",
                "secret",
                "longshore.users.config.bob.truncation",
                "strict");
        try (TestGateway lenient = TestGateway.start(settings);
                LogLines audit = LogLines.below("dev.longshore.audit")) {
            TlsClient tls = new TlsClient(TLS_13);
            try (FtpDialogue client = tls.login(lenient)) {
                truncate(tls, client.sends("TYPE I").gets(200), lenient.port(), "taken");
                client.gets(226);
            }
            assertThat(audit.all()).anyMatch(line -> line.contains("alice") && line.contains("close_notify"));
            try (FtpDialogue client = tls.connect(lenient).login("bob", "secret")) {
                client.sends("PBSZ 0").gets(200).sends("PROT P").gets(200);
                truncate(tls, client, lenient.port(), "refused");
                client.gets(426);
            }
            assertThat(lenient.keys()).containsExactly("taken");
        }
        try (TestGateway elsewhere = TestGateway.start(Map.of("longshore.ftp.tls.lenient-networks", "192.0.2.0/24"))) {
            TlsClient tls = new TlsClient(TLS_13);
            try (FtpDialogue client = tls.login(elsewhere)) {
                truncate(tls, client, elsewhere.port(), "refused");
                client.gets(426);
            }
            assertThat(elsewhere.keys()).isEmpty();
        }
    }

    /** The JDK's client would not mind; a record must come behind the content. */
    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void aDownloadEndsWithCloseNotify(String version) throws IOException {
        gateway.put("fetched", Bytes.random(100_000));
        TlsClient tls = new TlsClient(version);
        try (FtpDialogue client = tls.login(gateway);
                Socket plain = client.sends("TYPE I").gets(200).passive()) {
            client.sends("RETR fetched").gets(150);
            SSLSocket data = tls.over(plain, gateway.port());
            assertThat(data.getInputStream().readNBytes(100_000)).isEqualTo(Bytes.random(100_000));
            assertThat(plain.getInputStream().readAllBytes()).hasSizeBetween(20, 40);
            data.shutdownOutput();
            client.gets(226);
        }
    }

    /** As curl does, which uses a ticket once and takes new ones from the control connection alone. */
    @Test
    void newTicketsComeOverTheControlConnection() throws IOException {
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = tls.login(requiring)) {
            for (int i = 0; i < 5; i++) {
                Socket plain = client.passive();
                client.sends("STOR ticket").gets(150);
                SSLSocket data = tls.over(plain, requiring.port());
                data.getOutputStream().write(i);
                data.shutdownOutput();
                plain.close();
                client.gets(226);
            }
        }
    }

    /** RFC 8446 §4.6.3. JSSE sends KeyUpdate for a second handshake. */
    @Test
    void keysCanBeUpdatedInAnUpload() throws IOException {
        byte[] content = Bytes.random(100_000);
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = tls.login(gateway);
                Socket plain = client.sends("TYPE I").gets(200).passive()) {
            client.sends("STOR updated").gets(150);
            SSLSocket data = tls.over(plain, gateway.port());
            for (int i = 0; i < 10; i++) {
                data.getOutputStream().write(content, i * 10_000, 10_000);
                data.startHandshake();
            }
            data.shutdownOutput();
            assertThat(data.getInputStream().read()).isEqualTo(-1);
            client.gets(226);
        }
        assertThat(gateway.get("updated")).isEqualTo(content);
    }

    @Test
    void endlessKeyUpdatesEndTheUpload() throws IOException {
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = tls.login(gateway);
                Socket plain = client.passive()) {
            client.sends("STOR endless").gets(150);
            SSLSocket data = tls.over(plain, gateway.port());
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            data.startHandshake();
                        }
                    })
                    .isInstanceOf(IOException.class);
            client.gets(426);
        }
        assertThat(gateway.keys()).doesNotContain("endless");
    }

    @Test
    void renegotiationEndsTheUpload() throws IOException {
        TlsClient tls = new TlsClient(TLS_12);
        try (LogLines log = LogLines.below("dev.longshore.ftp.command.transfer");
                FtpDialogue client = tls.login(gateway);
                Socket plain = client.passive()) {
            client.sends("STOR again").gets(150);
            SSLSocket data = tls.over(plain, gateway.port());
            data.getOutputStream().write(1);
            assertThatThrownBy(() -> {
                        data.startHandshake();
                        data.getInputStream().read();
                    })
                    .isInstanceOf(IOException.class);
            client.gets(426);
            assertThat(log.all()).anyMatch(line -> line.contains("Renegotiation is refused"));
        }
        assertThat(gateway.keys()).doesNotContain("again");
    }

    @Test
    void aHandshakeThatNeverEndsHasAnEnd() throws IOException {
        try (TestGateway hasty =
                TestGateway.start(Map.of("longshore.ftp.tls.mode", "offer", "longshore.ftp.login-timeout", "1s"))) {
            TlsClient tls = new TlsClient(TLS_13);
            try (FtpDialogue client = tls.login(hasty);
                    FtpDialogue other = tls.login(hasty);
                    Socket plain = client.passive()) {
                client.sends("STOR stuck").gets(150);
                plain.getOutputStream().write(new byte[] {0x16, 3, 1, 2});
                store(tls, other, hasty.port(), "beside", Bytes.random(10)).gets(226);
                client.gets(522);
                client.sends("NOOP").gets(200);
            }
            assertThat(hasty.keys()).containsExactly("beside");
        }
    }

    @Test
    void whatIsNoTlsIsAnswered522() throws IOException {
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = tls.login(gateway);
                Socket plain = client.passive()) {
            client.sends("STOR clear").gets(150);
            plain.getOutputStream().write("This is in clear, and not TLS.".getBytes(StandardCharsets.UTF_8));
            client.gets("522 TLS of the data connection failed.");
        }
        assertThat(gateway.keys()).doesNotContain("clear");
    }

    @Test
    void aborEndsAHandshake() throws IOException {
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = tls.login(gateway);
                Socket plain = client.passive()) {
            client.sends("STOR aborted").gets(150);
            client.sends("ABOR").gets(426).gets(226);
            assertThat(plain.isClosed()).isFalse();
            store(tls, client, "after-abor", Bytes.random(10)).gets(226);
        }
    }

    /** It cannot resume sessions. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void commonsNetIsServedWhereNothingMustBeResumed(boolean implicit) throws IOException {
        try (TestGateway offering = TestGateway.start(Map.of("longshore.ftp.tls.implicit-port", "0"))) {
            FTPSClient client = new FTPSClient(implicit);
            client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
            client.connect("127.0.0.1", implicit ? offering.implicitPort() : offering.port());
            assertThat(client.login(TestGateway.USER, TestGateway.PASSWORD)).isTrue();
            client.execPBSZ(0);
            client.execPROT("P");
            client.setFileType(FTP.BINARY_FILE_TYPE);
            client.enterLocalPassiveMode();
            byte[] content = Bytes.random(3_000_000);
            ByteArrayOutputStream fetched = new ByteArrayOutputStream();
            for (int i = 0; i < 3; i++) {
                assertThat(client.storeFile("commons", new ByteArrayInputStream(content)))
                        .isTrue();
                fetched.reset();
                assertThat(client.retrieveFile("commons", fetched)).isTrue();
                assertThat(fetched.toByteArray()).isEqualTo(content);
                assertThat(client.listNames()).containsExactly("commons");
            }
            client.logout();
            client.disconnect();
        }
    }

    @Test
    void commonsNetIsRefusedWhereTheSessionMustBeResumed() throws IOException {
        FTPSClient client = new FTPSClient(false);
        client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
        client.connect("127.0.0.1", requiring.port());
        client.login(TestGateway.USER, TestGateway.PASSWORD);
        client.execPBSZ(0);
        client.execPROT("P");
        client.enterLocalPassiveMode();
        try {
            assertThat(client.storeFile("commons", new ByteArrayInputStream(Bytes.random(10))))
                    .isFalse();
        } catch (IOException e) {
            assertThat(client.getReply()).isEqualTo(522);
        }
        assertThat(requiring.keys()).doesNotContain("commons");
        client.disconnect();
    }

    /** Whoever has closed its TLS is gone, though its TCP connection is still there. */
    @Test
    void anUploadEndsWithTheTlsOfItsControlConnection() throws IOException {
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = tls.login(gateway);
                Socket plain = client.passive()) {
            client.sends("STOR orphan").gets(150);
            SSLSocket data = tls.over(plain, gateway.port());
            data.getOutputStream().write(1);
            client.control().shutdownOutput();
            Eventually.holds("the upload ends", () -> gateway.gateway().ftp().passivePortsInUse() == 0);
            assertThatThrownBy(() -> {
                        OutputStream out = data.getOutputStream();
                        for (int i = 0; i < 1000; i++) {
                            out.write(new byte[100_000]);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(gateway.keys()).doesNotContain("orphan");
    }

    private static SSLSession session(FtpDialogue client) {
        return ((SSLSocket) client.control()).getSession();
    }

    private static void truncate(TlsClient tls, FtpDialogue client, int port, String name) throws IOException {
        try (Socket plain = client.passive()) {
            client.sends("STOR " + name).gets(150);
            SSLSocket data = tls.over(plain, port);
            data.getOutputStream().write(Bytes.random(1000));
            plain.shutdownOutput();
            assertThat(plain.getInputStream().readAllBytes()).isNotNull();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    private static FtpDialogue store(TlsClient tls, FtpDialogue client, String name, byte[] content)
            throws IOException {
        return store(tls, client, gateway.port(), name, content);
    }

    private static FtpDialogue store(TlsClient tls, FtpDialogue client, int port, String name, byte[] content)
            throws IOException {
        try (Socket plain = client.passive()) {
            client.sends("STOR " + name).gets(150);
            SSLSocket data = tls.over(plain, port);
            data.getOutputStream().write(content);
            data.shutdownOutput();
            assertThat(data.getInputStream().read()).isEqualTo(-1);
        }
        return client;
    }

    private static byte[] fetch(TlsClient tls, FtpDialogue client, String command) throws IOException {
        return fetch(tls, client, gateway.port(), command);
    }

    private static byte[] fetch(TlsClient tls, FtpDialogue client, int port, String command) throws IOException {
        try (Socket plain = client.passive()) {
            client.sends(command).gets(150);
            SSLSocket data = tls.over(plain, port);
            byte[] content = data.getInputStream().readAllBytes();
            data.close();
            client.gets(226);
            return content;
        }
    }
}

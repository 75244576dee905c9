package dev.longshore.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestCertificate;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TlsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AUTH, PBSZ and PROT (RFC 2228 §3, RFC 4217), and implicit TLS. */
class ControlConnectionTlsTest {
    private static final String TLS_12 = "TLSv1.2";
    private static final String TLS_13 = "TLSv1.3";
    private static final int PATIENCE_MILLIS = 20_000;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "longshore.ftp.tls.mode", "offer",
                "longshore.ftp.tls.implicit-port", "0"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void authBeginsTls(String version) {
        try (FtpDialogue client = new TlsClient(version).connect(gateway)) {
            client.login("alice", "secret").sends("PWD").gets(257);
            assertThat(((SSLSocket) client.control()).getSession().getProtocol())
                    .isEqualTo(version);
            client.sends("QUIT").gets(221).seesEnd();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLS,503", "TLS-C,503", "tls,503", "SSL,200", "TLS-P,200", "ssl,200"})
    void everyMechanismOfTlsIsKnown(String mechanism, int prot) {
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = gateway.connect()) {
            client.sends("AUTH " + mechanism).gets(234).over(socket -> tls.over(socket, gateway.port()));
            client.sends("PROT P").gets(prot);
        }
    }

    @Test
    void otherMechanismsAreRefusedAndTheSessionGoesOn() {
        try (FtpDialogue client = gateway.connect()) {
            client.sends("AUTH GSSAPI").gets("504 Security mechanism not known; use AUTH TLS.");
            client.sends("AUTH").gets(501).sends("NOOP").gets(200);
            client.sendsRaw(new byte[] {'A', 'U', 'T', 'H', ' ', (byte) 0xFE, '\r', '\n'})
                    .gets(501);
            new TlsClient(TLS_13).secure(client, gateway.port()).login("alice", "secret");
        }
    }

    @Test
    void aSecondAuthIsRefused() {
        try (FtpDialogue client = new TlsClient(TLS_13).connect(gateway)) {
            client.sends("AUTH TLS").gets("503 TLS is on already.");
            client.sends("AUTH FOO").gets(503).login("alice", "secret");
        }
    }

    @Test
    void nothingIsLeftOfALoginInClear() {
        try (FtpDialogue client = gateway.login()) {
            new TlsClient(TLS_13).secure(client, gateway.port()).sends("PWD").gets(530);
        }
        try (FtpDialogue client = gateway.connect().sends("USER alice").gets(331)) {
            new TlsClient(TLS_13)
                    .secure(client, gateway.port())
                    .sends("PASS secret")
                    .gets(503);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTH TLS\r\nUSER alice\r\n",
                "AUTH TLS\r\nU",
                "AUTH TLS\r\n\u0016\u0003\u0001",
                "AUTH TLS\r\n\r\n"
            })
    void whatIsSentInClearBehindAuthEndsTheSession(String sent) {
        try (FtpDialogue client = gateway.connect()) {
            client.sendsRaw(sent.getBytes(StandardCharsets.ISO_8859_1))
                    .gets("421 Nothing may be sent between AUTH and its reply.")
                    .seesEnd();
        }
    }

    @Test
    void whatIsSentInClearBehind234EndsTheSession() throws IOException {
        try (LogLines log = LogLines.below("dev.longshore");
                FtpDialogue client = gateway.connect()) {
            client.sends("AUTH TLS").gets(234).sends("USER alice").sends("PASS secret");
            List<Byte> answer = new ArrayList<>();
            byte[] all = client.control().getInputStream().readAllBytes();
            for (byte octet : all) {
                answer.add(octet);
            }
            assertThat(new String(all, StandardCharsets.ISO_8859_1)).doesNotContain("331");
            assertThat(answer).hasSizeLessThan(20);
            assertThat(log.all()).noneMatch(line -> line.contains("secret"));
        }
    }

    /** Telnet commands within the verb are taken out only when the line is read, which is too late for it to be obeyed. */
    @Test
    void aHiddenAuthIsNotObeyed() {
        byte[] hidden = "AU..TH TLS\r\nUSER alice\r\n".getBytes(StandardCharsets.ISO_8859_1);
        hidden[2] = (byte) 255;
        hidden[3] = (byte) 241;
        try (FtpDialogue client = gateway.connect()) {
            client.sendsRaw(hidden).gets(421).seesEnd();
        }
    }

    @Test
    void commandsBeforeAuthAreAnsweredBeforeIt() {
        try (FtpDialogue client = gateway.connect()) {
            client.sendsRaw("SYST\r\nFEAT\r\nAUTH TLS\r\n".getBytes(StandardCharsets.UTF_8))
                    .gets(215)
                    .gets(211)
                    .gets("234 Begin TLS now.")
                    .over(socket -> new TlsClient(TLS_13).over(socket, gateway.port()))
                    .login("alice", "secret");
        }
    }

    @Test
    void authInATransferEndsTheSession() throws IOException {
        try (FtpDialogue client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR in-transfer").gets(150).sends("AUTH TLS");
            data.getOutputStream().write(1);
            data.shutdownOutput();
            client.getsAny();
            assertThat(client.replyLine()).matches("(226|421) .*");
            if (client.replyLine().startsWith("226")) {
                client.gets(421);
            }
            client.seesEnd();
        }
    }

    @Test
    void featNamesIt() {
        try (FtpDialogue client = gateway.connect()) {
            assertThat(client.sends("FEAT").gets(211).reply()).contains(" AUTH TLS", " PBSZ", " PROT");
        }
        try (TestGateway off = TestGateway.start(Map.of("longshore.ftp.tls.mode", "off"));
                FtpDialogue client = off.connect()) {
            assertThat(client.sends("FEAT").gets(211).reply()).doesNotContain(" AUTH TLS", " PBSZ", " PROT");
            client.sends("AUTH TLS")
                    .gets(502)
                    .sends("PBSZ 0")
                    .gets(502)
                    .sends("PROT P")
                    .gets(502);
        }
    }

    @Test
    void protectionIsAgreedOn() {
        try (FtpDialogue client = gateway.connect()) {
            client.sends("PBSZ 0")
                    .gets("503 Use AUTH TLS first.")
                    .sends("PROT P")
                    .gets(503);
            new TlsClient(TLS_13).secure(client, gateway.port());
            client.sends("PROT P").gets("503 Send PBSZ 0 first.");
            client.sends("PBSZ x").gets(501).sends("PBSZ").gets(501);
            client.sends("PBSZ 4096").gets("200 PBSZ=0").sends("PBSZ 0").gets("200 PBSZ=0");
            client.sends("PROT S").gets("536 TLS has the protection levels C and P only.");
            client.sends("PROT E").gets(536).sends("PROT X").gets("504 No such protection level.");
            client.sends("PROT P").gets("200 Protection of data connections is P.");
            client.sends("PROT C").gets("200 Protection of data connections is C.");
        }
    }

    @Test
    void dataGoesInClearAfterProtC() {
        try (FtpDialogue client = new TlsClient(TLS_13).login(gateway)) {
            client.sends("PROT C").gets(200);
            client.stores("in-clear", Bytes.random(10));
            assertThat(gateway.get("in-clear")).isEqualTo(Bytes.random(10));
        }
    }

    @Test
    void clearDataCanBeRefused() {
        try (TestGateway strict = TestGateway.start(Map.of("longshore.ftp.tls.mode", "require"));
                FtpDialogue client = new TlsClient(TLS_13).connect(strict).login("alice", "secret")) {
            client.passive();
            client.sends("STOR refused").gets("521 Data connections must be encrypted; use PROT P.");
            client.sends("LIST").gets(521).sends("PBSZ 0").gets(200);
            client.sends("PROT C").gets("534 Data connections must be encrypted; use PROT P.");
            client.passive();
            client.sends("STOR refused").gets(521);
            assertThat(strict.keys()).isEmpty();
            client.sends("PROT P")
                    .gets(200)
                    .sends("SIZE none")
                    .gets(550)
                    .sends("LIST")
                    .gets(425);
        }
    }

    @ParameterizedTest
    @CsvSource({"offer,true,534", "require,false,200"})
    void whetherClearDataIsRefusedCanBeSaid(String mode, String protection, int prot) {
        try (TestGateway said = TestGateway.start(Map.of(
                        "longshore.ftp.tls.mode", mode, "longshore.ftp.tls.require-data-protection", protection));
                FtpDialogue client = new TlsClient(TLS_13).login(said)) {
            client.sends("PROT C").gets(prot);
        }
    }

    @Test
    void clearDataOfAUserWhoNeedsTlsIsRefused() {
        try (TestGateway mixed = TestGateway.start(Map.of(
                "longshore.ftp.tls.mode",
                "offer",
                "longshore.users.config.alice.tls",
                "required",
                "longshore.users.config.bob.password",
                "secret"))) {
            try (FtpDialogue client = new TlsClient(TLS_13).connect(mixed).login("alice", "secret")) {
                client.sends("LIST").gets(521);
            }
            try (FtpDialogue client = new TlsClient(TLS_13).connect(mixed).login("bob", "secret")) {
                client.stores("of-bob", Bytes.random(10));
            }
        }
    }

    @Test
    void reinAndCccAreRefusedOverTls() {
        try (FtpDialogue client = new TlsClient(TLS_13).connect(gateway).login("alice", "secret")) {
            client.sends("REIN").gets("502 REIN does not work over TLS; connect again.");
            client.sends("CCC")
                    .gets("533 The control connection stays encrypted.")
                    .sends("PWD")
                    .gets(257);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void implicitTlsGreetsInside(String version) throws IOException {
        TlsClient tls = new TlsClient(version);
        try (FtpDialogue client = tls.implicit(gateway.implicitPort())) {
            client.login("alice", "secret").sends("AUTH TLS").gets(503);
            try (Socket plain = client.passive()) {
                client.sends("NLST").gets(150);
                try (SSLSocket data = tls.over(plain, gateway.implicitPort())) {
                    assertThat(data.getInputStream().readAllBytes()).isNotNull();
                }
                client.gets(226);
            }
            client.sends("QUIT").gets(221).seesEnd();
        }
    }

    /** RFC 8996. The JDK's own client would not even try. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void oldVersionsAreRefused(int version) throws IOException {
        byte[] hello = new byte[52];
        byte[] head = {0x16, 3, 1, 0, 47, 1, 0, 0, 43, 3, (byte) version};
        System.arraycopy(head, 0, hello, 0, head.length);
        byte[] tail = {0, 0, 4, (byte) 0xC0, 0x09, 0, (byte) 0xFF, 1, 0};
        System.arraycopy(tail, 0, hello, head.length + 32, tail.length);
        try (Socket client = new Socket("127.0.0.1", gateway.implicitPort())) {
            client.setSoTimeout(PATIENCE_MILLIS);
            client.getOutputStream().write(hello);
            byte[] alert = client.getInputStream().readAllBytes();
            assertThat(alert[0]).isEqualTo((byte) 0x15);
            assertThat(alert[alert.length - 1]).as("protocol_version").isEqualTo((byte) 70);
        }
    }

    @Test
    void renegotiationEndsTheSession() throws IOException {
        try (LogLines log = LogLines.below("dev.longshore.ftp.listener");
                FtpDialogue other = new TlsClient(TLS_12).connect(gateway);
                FtpDialogue client = new TlsClient(TLS_12).connect(gateway)) {
            SSLSocket control = (SSLSocket) client.control();
            assertThatThrownBy(() -> {
                        control.startHandshake();
                        control.getInputStream().read();
                    })
                    .isInstanceOf(SSLException.class);
            assertThat(log.all()).singleElement().asString().contains("Renegotiation is refused");
            other.sends("NOOP").gets(200);
        }
    }

    /** RFC 959 §4.1.3: Perl's Net::FTP sends IAC IP past TLS before ABOR. With what follows it looks like a record of 776 bytes. */
    @Test
    void whatIsNoRecordOfTlsEndsTheSession() throws IOException {
        try (FtpDialogue plain = gateway.connect();
                Socket below = plain.control();
                FtpDialogue client = new TlsClient(TLS_13).secure(plain, gateway.port())) {
            client.login("alice", "secret");
            below.getOutputStream().write(new byte[] {(byte) 0xFF, (byte) 0xF4});
            client.sends("ABOR").seesEnd();
        }
    }

    @Test
    void keysCanBeUpdated() throws IOException {
        try (FtpDialogue client = new TlsClient(TLS_13).connect(gateway)) {
            for (int i = 0; i < 20; i++) {
                ((SSLSocket) client.control()).startHandshake();
                client.sends("NOOP").gets(200);
            }
        }
    }

    @Test
    void repliesOfManyLinesGoOverTls() {
        for (int i = 0; i < 100; i++) {
            gateway.put("many/" + i, Bytes.random(1));
        }
        try (FtpDialogue client = new TlsClient(TLS_13).connect(gateway).login("alice", "secret")) {
            assertThat(client.sends("STAT many").gets(213).reply()).hasSize(102);
        }
    }

    /** RFC 4217 knows no proxies: the header stands before TLS, on both connections. */
    @Test
    void aProxyMayStandInFront() throws IOException {
        byte[] header = "PROXY TCP4 127.0.0.1 127.0.0.1 1000 2000\r\n".getBytes(StandardCharsets.US_ASCII);
        try (TestGateway proxied = TestGateway.start(
                Map.of("longshore.ftp.tls.implicit-port", "0", "longshore.ftp.proxies", "127.0.0.1"))) {
            TlsClient tls = new TlsClient(TLS_13);
            int port = proxied.implicitPort();
            try (FtpDialogue client = FtpDialogue.connect(port, socket -> tls.over(behind(header, socket), port))) {
                client.login("alice", "secret");
                try (Socket plain = client.passive()) {
                    client.sends("STOR proxied");
                    SSLSocket data = tls.covers(behind(header, plain), port);
                    client.gets(150);
                    data.getOutputStream().write(Bytes.random(100));
                    data.shutdownOutput();
                    client.gets(226);
                }
            }
            assertThat(proxied.get("proxied")).isEqualTo(Bytes.random(100));
        }
    }

    private static Socket behind(byte[] header, Socket socket) {
        try {
            socket.getOutputStream().write(header);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void manyCommandsAtOnceGoOverTls() {
        try (FtpDialogue client = new TlsClient(TLS_13).connect(gateway).login("alice", "secret")) {
            byte[] commands = "NOOP\r\n".repeat(5000).getBytes(StandardCharsets.UTF_8);
            client.sendsRaw(commands);
            for (int i = 0; i < 5000; i++) {
                client.gets(200);
            }
        }
    }

    /** Half a ClientHello, and silence. */
    @Test
    void handshakesThatNeverEndHaveAnEndAndHinderNobody() {
        try (TestGateway hasty = TestGateway.start(Map.of(
                "longshore.ftp.tls.implicit-port", "0",
                "longshore.ftp.login-timeout", "2s",
                "longshore.ftp.connections.per-address", "2000"))) {
            List<Socket> stuck = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                Socket socket = new Socket("127.0.0.1", hasty.implicitPort());
                socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC});
                stuck.add(socket);
            }
            try (FtpDialogue client = new TlsClient(TLS_13).connect(hasty)) {
                client.login("alice", "secret").sends("PWD").gets(257);
                Eventually.holds("they are gone", () -> hasty.gateway().ftp().sessions() == 1);
                client.sends("PWD").gets(257);
            }
            for (Socket socket : stuck) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aGiantClientHelloEndsTheSession() throws IOException {
        try (Socket client = new Socket("127.0.0.1", gateway.implicitPort());
                FtpDialogue other = new TlsClient(TLS_13).connect(gateway)) {
            byte[] record = new byte[16 * 1024 + 5];
            Arrays.fill(record, (byte) 1);
            System.arraycopy(
                    new byte[] {0x16, 3, 1, 0x40, 0, 1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF}, 0, record, 0, 9);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            client.getOutputStream().write(record);
                        }
                    })
                    .isInstanceOf(IOException.class);
            other.sends("NOOP").gets(200);
        }
    }

    @Test
    void newConnectionsGetTheNewCertificate() throws IOException {
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue before = tls.login(gateway);
                Socket plain = before.sends("TYPE I").gets(200).passive()) {
            before.sends("STOR over-both").gets(150);
            SSLSocket data = tls.over(plain, gateway.port());
            data.getOutputStream().write(Bytes.random(1000));
            byte[] old = certificate(before);
            TestCertificate.replace();
            try (FtpDialogue after = new TlsClient(TLS_13).login(gateway)) {
                assertThat(certificate(after)).isNotEqualTo(old);
            }
            data.shutdownOutput();
            before.gets(226);
            try (Socket next = before.passive()) {
                before.sends("RETR over-both").gets(150);
                SSLSocket again = tls.over(next, gateway.port());
                assertThat(again.getInputStream().readAllBytes()).isEqualTo(Bytes.random(1000));
                assertThat(again.getSession()
                                .getPeerCertificates()[0]
                                .getPublicKey()
                                .getEncoded())
                        .isEqualTo(((SSLSocket) before.control())
                                .getSession()
                                .getPeerCertificates()[0]
                                .getPublicKey()
                                .getEncoded());
                before.gets(226);
            }
        }
    }

    private static byte[] certificate(FtpDialogue client) throws IOException {
        return ((SSLSocket) client.control())
                .getSession()
                .getPeerCertificates()[0]
                .getPublicKey()
                .getEncoded();
    }
}

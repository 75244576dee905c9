package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.HeaderProxy;
import dev.longshore.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The PROXY protocol from trusted networks: whom the gateway sees is the client, not the proxy. */
class ProxyProtocolTest {
    private static final InetSocketAddress SERVER = new InetSocketAddress("203.0.113.9", 21);
    private static final InetSocketAddress SERVER_6 = new InetSocketAddress("2001:db8::9", 21);
    private static final String OFFICE = "TCP4 192.0.2.7 203.0.113.9 40000 21";
    private static final String ELSEWHERE = "TCP4 198.51.100.1 203.0.113.9 40000 21";
    private static final byte[] CONTENT = Bytes.random(100_000);
    private static TestGateway gateway;

    /** Bob may come from the office only, carol from an IPv6 network only, dave from the proxy itself only. */
    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "longshore.ftp.proxies",
                "127.0.0.0/8",
                "longshore.users.config.bob.password",
                "secret",
                "longshore.users.config.bob.allow",
                "192.0.2.0/24",
                "longshore.users.config.carol.password",
                "secret",
                "longshore.users.config.carol.allow",
                "2001:db8:7::/48",
                "longshore.users.config.dave.password",
                "secret",
                "longshore.users.config.dave.allow",
                "127.0.0.1"));
        gateway.put("a", CONTENT);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void version1TellsTheClient() {
        assertThat(mayLogIn("bob", HeaderProxy.version1(OFFICE))).isTrue();
        assertThat(mayLogIn("bob", HeaderProxy.version1(ELSEWHERE))).isFalse();
        assertThat(mayLogIn("dave", HeaderProxy.version1(OFFICE))).isFalse();
        assertThat(mayLogIn("carol", HeaderProxy.version1("TCP6 2001:db8:7::1 2001:db8::9 40000 21")))
                .isTrue();
    }

    @Test
    void version2TellsTheClient() {
        InetSocketAddress office = new InetSocketAddress("192.0.2.7", 40_000);
        InetSocketAddress elsewhere = new InetSocketAddress("198.51.100.1", 40_000);
        assertThat(mayLogIn("bob", HeaderProxy.version2(office, SERVER))).isTrue();
        assertThat(mayLogIn("bob", HeaderProxy.version2(elsewhere, SERVER))).isFalse();
        assertThat(mayLogIn("carol", HeaderProxy.version2(new InetSocketAddress("2001:db8:7::1", 40_000), SERVER_6)))
                .isTrue();
        assertThat(mayLogIn("carol", HeaderProxy.version2(new InetSocketAddress("2001:db8:8::1", 40_000), SERVER_6)))
                .isFalse();
    }

    @Test
    void aProxyThatSpeaksForItselfIsTheClient() {
        assertThat(mayLogIn("dave", HeaderProxy.version1("UNKNOWN"))).isTrue();
        assertThat(mayLogIn("dave", HeaderProxy.version2Local())).isTrue();
        assertThat(mayLogIn("bob", HeaderProxy.version2Local())).isFalse();
    }

    @Test
    void aHeaderMayComeByteByByte() {
        assertThat(mayLogIn("bob", single(HeaderProxy.version1(OFFICE)))).isTrue();
        assertThat(mayLogIn("bob", single(HeaderProxy.version2(new InetSocketAddress("192.0.2.7", 40_000), SERVER))))
                .isTrue();
    }

    @Test
    void commandsMayFollowInTheSameSegment() {
        byte[] commands = "USER bob\r\nPASS secret\r\nPWD\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] office = HeaderProxy.version2(new InetSocketAddress("192.0.2.7", 40_000), SERVER);
        for (byte[] header : new byte[][] {HeaderProxy.version1(OFFICE), office}) {
            try (HeaderProxy proxy = HeaderProxy.before(gateway.port(), concat(header, commands));
                    var client = FtpDialogue.connect(proxy.port())) {
                client.gets(331).gets(230).gets(257).sends("QUIT").gets(221);
            }
        }
    }

    @Test
    void passiveModeTellsTheAddressThatTheClientReached() {
        try (HeaderProxy proxy = HeaderProxy.before(gateway.port(), HeaderProxy.version1(OFFICE));
                var client = FtpDialogue.connect(proxy.port())) {
            client.login("alice", "secret").sends("PASV").gets(227);
            assertThat(client.replyLine()).contains("(203,0,113,9,");
        }
    }

    @Test
    void passiveModeOfAnIpv6ClientIsExtended() {
        byte[] header = HeaderProxy.version1("TCP6 2001:db8:7::1 2001:db8::9 40000 21");
        try (HeaderProxy proxy = HeaderProxy.before(gateway.port(), header);
                var client = FtpDialogue.connect(proxy.port())) {
            client.login("alice", "secret")
                    .sends("PASV")
                    .gets(425)
                    .sends("EPSV 1")
                    .gets(522);
            client.sends("EPSV 2").gets(229);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER alice\r\n",
                "PROXY \r\n",
                "PROXY TCP4 192.0.2.7\r\n",
                "PROXY TCP4 localhost 203.0.113.9 40000 21\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "\r\n\r\n\0\r\nQUIX\n"
            })
    void garbageEndsTheConnection(String garbage) {
        isClosedAfter(garbage.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aHeaderThatIsTooLongEndsTheConnection() {
        isClosedAfter(("PROXY TCP4 " + "1".repeat(107)).getBytes(StandardCharsets.US_ASCII));
        byte[] long2 = HeaderProxy.version2Local();
        long2[14] = (byte) 0xFF;
        isClosedAfter(concat(long2, new byte[1100]));
    }

    @Test
    void nothingIsSaidBeforeTheHeader() throws IOException {
        try (Socket proxy = new Socket("127.0.0.1", gateway.port())) {
            proxy.setSoTimeout(20_000);
            proxy.getOutputStream().write("PROXY ".getBytes(StandardCharsets.US_ASCII));
            try (HeaderProxy other = HeaderProxy.before(gateway.port(), HeaderProxy.version2Local());
                    var client = FtpDialogue.connect(other.port())) {
                client.sends("NOOP").gets(200);
                assertThat(proxy.getInputStream().available()).isZero();
            }
            proxy.getOutputStream().write("UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(proxy.getInputStream().readNBytes(4)).isEqualTo("220 ".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aDataConnectionOfTheClientIsTaken() {
        try (HeaderProxy proxy = HeaderProxy.before(gateway.port(), HeaderProxy.version1(OFFICE));
                var client = FtpDialogue.connect(proxy.port()).login("alice", "secret")) {
            int port = client.extendedPassivePort();
            client.sends("RETR a");
            assertThat(download(port, HeaderProxy.version1("TCP4 192.0.2.7 203.0.113.9 40001 30000")))
                    .isEqualTo(CONTENT);
            client.gets(150).gets(226);
            int next = client.extendedPassivePort();
            client.sends("STOR up");
            upload(next, HeaderProxy.version2(new InetSocketAddress("192.0.2.7", 40_002), SERVER), CONTENT);
            client.gets(150).gets(226);
            assertThat(gateway.get("up")).isEqualTo(CONTENT);
        }
    }

    /** Where the control connection is the proxy's own, a data connection of its own belongs to it. */
    @Test
    void aDataConnectionOfTheProxyItselfIsTaken() {
        for (byte[] header : List.of(HeaderProxy.version1("UNKNOWN"), HeaderProxy.version2Local())) {
            try (HeaderProxy proxy = HeaderProxy.before(gateway.port(), header);
                    var client = FtpDialogue.connect(proxy.port()).login("alice", "secret")) {
                int port = client.extendedPassivePort();
                client.sends("RETR a");
                assertThat(download(port, HeaderProxy.version1(OFFICE))).isEmpty();
                assertThat(download(port, header)).isEqualTo(CONTENT);
                client.gets(150).gets(226);
            }
        }
    }

    @Test
    void aDataConnectionOfAnotherIsRefusedAndTheTransferWaitsOn() {
        try (HeaderProxy proxy = HeaderProxy.before(gateway.port(), HeaderProxy.version1(OFFICE));
                var client = FtpDialogue.connect(proxy.port()).login("alice", "secret")) {
            int port = client.extendedPassivePort();
            client.sends("RETR a");
            assertThat(download(port, HeaderProxy.version1(ELSEWHERE))).isEmpty();
            assertThat(download(port, HeaderProxy.version1("UNKNOWN"))).isEmpty();
            assertThat(download(port, "not a header\r\n".getBytes(StandardCharsets.US_ASCII)))
                    .isEmpty();
            assertThat(download(port, HeaderProxy.version1(OFFICE))).isEqualTo(CONTENT);
            client.gets(150).gets(226);
        }
    }

    @Test
    void fromElsewhereAHeaderIsAnUnknownCommand() {
        try (TestGateway direct = TestGateway.start(Map.of("longshore.ftp.proxies", "10.0.0.0/8"));
                var client = direct.connect()) {
            client.sends("PROXY " + OFFICE).gets("500 Unknown command.");
            client.login("alice", "secret");
        }
    }

    @Test
    void theLimitPerAddressCountsTheClient() {
        try (TestGateway limited = TestGateway.start(
                        Map.of("longshore.ftp.proxies", "127.0.0.0/8", "longshore.ftp.connections.per-address", "2"));
                HeaderProxy office = HeaderProxy.before(limited.port(), HeaderProxy.version1(OFFICE));
                HeaderProxy elsewhere = HeaderProxy.before(limited.port(), HeaderProxy.version1(ELSEWHERE));
                var first = FtpDialogue.connect(office.port());
                var other = FtpDialogue.connect(elsewhere.port())) {
            try (var second = FtpDialogue.connect(office.port())) {
                second.sends("NOOP").gets(200);
                assertThat(firstWord(office.port())).isEqualTo("421");
                try (var another = FtpDialogue.connect(elsewhere.port())) {
                    another.sends("NOOP").gets(200);
                }
            }
            Eventually.holds("a place of the office is free again", () -> firstWord(office.port())
                    .equals("220"));
            first.sends("NOOP").gets(200);
            other.sends("NOOP").gets(200);
        }
    }

    private static boolean mayLogIn(String user, byte[]... segments) {
        try (HeaderProxy proxy = HeaderProxy.before(gateway.port(), segments);
                var client = FtpDialogue.connect(proxy.port())) {
            client.sends("USER " + user).gets(331).sends("PASS secret").sends("QUIT");
            String answer = new String(client.control().getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).matches("(230|530) [^\r]*\r\n221 [^\r]*\r\n");
            return answer.startsWith("230");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void isClosedAfter(byte[] bytes) {
        try (Socket proxy = new Socket("127.0.0.1", gateway.port())) {
            proxy.setSoTimeout(20_000);
            proxy.getOutputStream().write(bytes);
            assertThat(readAll(proxy)).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstWord(int port) {
        try (Socket client = new Socket("127.0.0.1", port)) {
            client.setSoTimeout(20_000);
            return new String(client.getInputStream().readNBytes(3), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] download(int port, byte[] header) {
        try (Socket data = new Socket("127.0.0.1", port)) {
            data.setSoTimeout(20_000);
            data.getOutputStream().write(header);
            return readAll(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void upload(int port, byte[] header, byte[] content) {
        try (Socket data = new Socket("127.0.0.1", port)) {
            data.getOutputStream().write(concat(header, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came before the end; a connection that is closed with bytes unread ends with a reset. */
    private static byte[] readAll(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return all.toByteArray();
    }

    private static byte[][] single(byte[] bytes) {
        byte[][] segments = new byte[bytes.length][];
        for (int i = 0; i < bytes.length; i++) {
            segments[i] = new byte[] {bytes[i]};
        }
        return segments;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}

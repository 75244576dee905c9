package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PASV, EPSV, PORT and EPRT: who may connect to whom, and for how long. */
class DataConnectionTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void passive() {
        try (var client = gateway.login()) {
            client.stores("passive", Bytes.random(100));
            assertThat(client.fetches("RETR passive")).isEqualTo(Bytes.random(100));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSV", "EPSV 1"})
    void extendedPassive(String command) throws IOException {
        try (var client = gateway.login()) {
            try (Socket data = connectTo(port(client.sends(command).gets(229)))) {
                client.sends("STOR extended").gets(150);
                data.getOutputStream().write(Bytes.random(100));
                data.shutdownOutput();
                client.gets(226);
            }
            try (Socket data = connectTo(port(client.sends(command).gets(229)))) {
                client.sends("RETR extended").gets(150);
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(Bytes.random(100));
                client.gets(226);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORT", "EPRT"})
    void active(String verb) throws IOException {
        String name = "active-" + verb;
        try (var client = gateway.login();
                ServerSocket listening = new ServerSocket(0, 1, LOOPBACK)) {
            client.sends(active(verb, listening.getLocalPort())).gets(200);
            client.sends("STOR " + name);
            try (Socket data = listening.accept()) {
                client.gets(150);
                data.getOutputStream().write(Bytes.random(100));
                data.shutdownOutput();
                client.gets(226);
            }
            client.sends(active(verb, listening.getLocalPort())).gets(200);
            client.sends("RETR " + name);
            try (Socket data = listening.accept()) {
                client.gets(150);
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(Bytes.random(100));
                client.gets(226);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PORT 10,0,0,1,200,10",
                "PORT 127,0,0,2,200,10",
                "PORT 127,0,0,1,3,255",
                "PORT 127,0,0,1,0,0",
                "EPRT |1|10.0.0.1|51210|",
                "EPRT |1|127.0.0.1|1023|",
                "EPRT |2|2001:db8::1|51210|"
            })
    void goesOnlyToTheClientItself(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets(504);
            client.sends("LIST").gets(425);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PORT",
                "PORT 1,2,3",
                "PORT 127,0,0,1,256,1",
                "PORT 127,0,0,1,1,2,3",
                "PORT localhost,1,2",
                "PORT 127,0,0,1,-1,80",
                "EPRT",
                "EPRT |1|127.0.0.1|",
                "EPRT |1|localhost|51210|",
                "EPRT |1|127.0.0.1|70000|",
                "EPRT |1|::1|51210|",
                "EPRT |2|127.0.0.1|51210|"
            })
    void refusesWhatIsNoAddress(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets(501);
        }
    }

    @Test
    void eprtKnowsTwoProtocols() {
        try (var client = gateway.login()) {
            client.sends("EPRT |3|127.0.0.1|51210|").gets("522 Network protocol not supported, use (1,2).");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSV 2", "EPSV 9"})
    void epsvStaysOnTheProtocolOfTheControlConnection(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets("522 Network protocol not supported, use (1).");
        }
    }

    @Test
    void epsvAllIsAPromise() throws IOException {
        gateway.put("promised", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("EPSV ALL").gets(200);
            client.sends("PASV").gets(503);
            client.sends("PORT 127,0,0,1,200,10").gets(503);
            client.sends("EPRT |1|127.0.0.1|51210|").gets(503);
            try (Socket data = connectTo(client.extendedPassivePort())) {
                client.sends("RETR promised").gets(150);
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(Bytes.random(10));
                client.gets(226);
            }
        }
    }

    @Test
    void strangersDoNotGetTheDataConnection() throws IOException {
        gateway.put("mine", Bytes.random(10));
        try (var client = gateway.login()) {
            int port = client.extendedPassivePort();
            try (Socket stranger = connectFrom("127.0.0.2", port);
                    Socket data = connectTo(port)) {
                client.sends("RETR mine").gets(150);
                assertHungUp(stranger);
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(Bytes.random(10));
                client.gets(226);
            }
        }
    }

    @Test
    void strangersCannotUpload() throws IOException {
        try (var client = gateway.login()) {
            int port = client.extendedPassivePort();
            try (Socket stranger = connectFrom("127.0.0.2", port);
                    Socket data = connectTo(port)) {
                stranger.getOutputStream().write(Bytes.random(999));
                client.sends("STOR ours").gets(150);
                data.getOutputStream().write(Bytes.random(10));
                data.shutdownOutput();
                client.gets(226);
            }
        }
        assertThat(gateway.get("ours")).isEqualTo(Bytes.random(10));
    }

    @Test
    void anAgreementIsGoodForOneTransfer() {
        try (var client = gateway.login()) {
            client.stores("once", Bytes.random(10));
            client.sends("RETR once").gets(425);
        }
    }

    @Test
    void theNextPasvClosesThePortBefore() throws IOException {
        gateway.put("second", Bytes.random(10));
        try (var client = gateway.login()) {
            int first = client.extendedPassivePort();
            int second = client.extendedPassivePort();
            assertRefused(first);
            try (Socket data = connectTo(second)) {
                client.sends("RETR second").gets(150);
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(Bytes.random(10));
                client.gets(226);
            }
        }
    }

    @Test
    void portClosesThePassivePortBefore() throws IOException {
        try (var client = gateway.login()) {
            int passive = client.extendedPassivePort();
            client.sends("PORT 127,0,0,1,200,10").gets(200);
            assertRefused(passive);
        }
    }

    @Test
    void aPortIsClosedWhenItsConnectionHasCome() throws IOException {
        gateway.put("taken", Bytes.random(10));
        try (var client = gateway.login()) {
            int port = client.extendedPassivePort();
            try (Socket data = connectTo(port)) {
                client.sends("RETR taken").gets(150);
                assertThat(data.getInputStream().readAllBytes()).hasSize(10);
                client.gets(226);
            }
            assertRefused(port);
        }
    }

    @Test
    void passivePortsAreGivenBack() throws IOException {
        int first = twoFreePorts();
        try (TestGateway small = TestGateway.start(Map.of("longshore.ftp.passive.ports", first + "-" + (first + 1)))) {
            FtpGateway ftp = small.gateway().ftp();
            try (var one = small.login();
                    var two = small.login();
                    var three = small.login()) {
                assertThat(one.extendedPassivePort()).isBetween(first, first + 1);
                assertThat(two.extendedPassivePort()).isBetween(first, first + 1);
                assertThat(ftp.passivePortsInUse()).isEqualTo(2);
                three.sends("EPSV").gets(425);
                three.sends("PASV").gets(425);

                two.sends("EPSV").gets(229);
                assertThat(ftp.passivePortsInUse()).isEqualTo(2);

                one.sends("QUIT").gets(221).seesEnd();
                Eventually.holds("QUIT gives the port back", () -> ftp.passivePortsInUse() == 1);
                three.stores("a", Bytes.random(10));
                Eventually.holds("a transfer gives the port back", () -> ftp.passivePortsInUse() == 1);

                three.extendedPassivePort();
                three.control().setSoLinger(true, 0);
                three.control().close();
                Eventually.holds("a lost client gives the port back", () -> ftp.passivePortsInUse() == 1);

                two.sends("ABOR").gets(226);
                Eventually.holds("ABOR gives the port back", () -> ftp.passivePortsInUse() == 0);
            }
        }
    }

    @Test
    void activeModeCanBeOff() {
        try (TestGateway passiveOnly = TestGateway.start(Map.of("longshore.ftp.active", "false"));
                var client = passiveOnly.login()) {
            client.sends("PORT 127,0,0,1,200,10").gets(502);
            client.sends("EPRT |1|127.0.0.1|51210|").gets(502);
            assertThat(client.sends("FEAT").gets(211).reply()).contains(" EPSV").doesNotContain(" EPRT");
            client.stores("a", Bytes.random(10));
        }
    }

    @Test
    void tellsTheConfiguredAddress() {
        try (TestGateway behindNat = TestGateway.start(Map.of("longshore.ftp.passive.address", "203.0.113.7"));
                var client = behindNat.login()) {
            assertThat(client.sends("PASV").gets(227).replyLine()).contains("(203,0,113,7,");
        }
    }

    private static String active(String verb, int port) {
        return verb.equals("PORT")
                ? "PORT 127,0,0,1," + port / 256 + "," + port % 256
                : "EPRT |1|127.0.0.1|" + port + "|";
    }

    private static int port(FtpDialogue client) {
        return Integer.parseInt(client.replyLine().split("\\|")[3]);
    }

    private static Socket connectTo(int port) throws IOException {
        return new Socket(LOOPBACK, port);
    }

    private static Socket connectFrom(String address, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(address, 0));
        socket.connect(new InetSocketAddress(LOOPBACK, port));
        return socket;
    }

    private static void assertRefused(int port) {
        assertThatThrownBy(() -> connectTo(port).close()).isInstanceOf(ConnectException.class);
    }

    private static void assertHungUp(Socket stranger) throws IOException {
        try {
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static int twoFreePorts() throws IOException {
        while (true) {
            try (ServerSocket first = new ServerSocket(0, 1, LOOPBACK);
                    ServerSocket second = new ServerSocket(first.getLocalPort() + 1, 1, LOOPBACK)) {
                return second.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException taken) {
                continue; // with another port
            }
        }
    }
}

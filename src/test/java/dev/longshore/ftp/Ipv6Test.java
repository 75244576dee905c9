package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 2428 over IPv6, where the machine has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Ipv6Test {
    private static final String LOOPBACK = "::1";
    private static final byte[] CONTENT = Bytes.random(1_000);

    private TestGateway gateway;

    @BeforeAll
    void start() {
        assumeTrue(hasIpv6(), "no IPv6 here");
        gateway = TestGateway.start(Map.of("longshore.ftp.host", LOOPBACK));
        gateway.put("file", CONTENT);
    }

    @AfterAll
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSV", "EPSV 2"})
    void extendedPassive(String command) throws IOException {
        try (var client = login()) {
            client.sends(command).gets(229);
            int port = Integer.parseInt(client.replyLine().split("\\|")[3]);
            try (Socket data = new Socket(LOOPBACK, port)) {
                client.sends("RETR file").gets(150);
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(CONTENT);
                client.gets(226);
            }
        }
    }

    @Test
    void extendedActive() throws IOException {
        try (var client = login();
                ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            client.sends("EPRT |2|::1|" + listening.getLocalPort() + "|").gets(200);
            client.sends("STOR active");
            try (Socket data = listening.accept()) {
                client.gets(150);
                data.getOutputStream().write(CONTENT);
            }
            client.gets(226);
        }
        assertThat(gateway.get("active")).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @CsvSource({
        "EPSV 1, '522 Network protocol not supported, use (2).'",
        "EPSV 9, '522 Network protocol not supported, use (2).'",
        "PASV, '425 This connection is IPv6; use EPSV.'",
        "'PORT 127,0,0,1,200,10', '504 Data connections go to your own address and ports from 1024 on only.'",
        "EPRT |1|127.0.0.1|51210|, '504 Data connections go to your own address and ports from 1024 on only.'",
        "EPRT |2|::2|51210|, '504 Data connections go to your own address and ports from 1024 on only.'",
        "EPRT |2|::1|1023|, '504 Data connections go to your own address and ports from 1024 on only.'"
    })
    void whatBelongsToIpv4IsRefused(String command, String reply) {
        try (var client = login()) {
            client.sends(command).gets(reply).sends("LIST").gets(425);
        }
    }

    /** A client of IPv4 that reaches an address of all protocols is one of IPv4. */
    @Test
    void bothProtocolsAreServedOnOneAddress() throws IOException {
        try (TestGateway both = TestGateway.start(Map.of("longshore.ftp.host", "::"))) {
            try (var client = both.login()) {
                client.stores("from-4", CONTENT).sends("EPSV 2").gets(522);
            }
            try (var client = FtpDialogue.connect(LOOPBACK, both.port()).login("alice", "secret")) {
                client.sends("PASV").gets(425);
                try (Socket data = new Socket(LOOPBACK, client.extendedPassivePort())) {
                    client.sends("RETR from-4").gets(150);
                    assertThat(data.getInputStream().readAllBytes()).isEqualTo(CONTENT);
                    client.gets(226);
                }
            }
        }
    }

    private FtpDialogue login() {
        return FtpDialogue.connect(LOOPBACK, gateway.port()).login("alice", "secret");
    }

    private static boolean hasIpv6() {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return listening.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}

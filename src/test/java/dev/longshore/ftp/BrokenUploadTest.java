package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An upload that does not come to its end leaves the bucket as it was. */
class BrokenUploadTest {
    private static final int MIB = 1024 * 1024;
    private static final byte[] OLD = Bytes.random(2000);
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** How much of a file comes before it breaks. */
    private enum Sent {
        /** All of it is held in memory, S3 was asked nothing. */
        SMALL(1024),
        /** A part is at S3. */
        LARGE(12 * MIB);

        private final int bytes;

        Sent(int bytes) {
            this.bytes = bytes;
        }

        /** Sends it, and returns when the gateway is in the middle of it. */
        void over(FtpDialogue client, Socket data, TestGateway gateway) throws IOException {
            data.getOutputStream().write(Bytes.random(bytes));
            awaitBytes(client, bytes);
            if (this == LARGE) {
                Eventually.holds("a multipart upload is open", () -> !gateway.openUploads()
                        .isEmpty());
            }
        }
    }

    /** How a control connection is lost. */
    private enum Loss {
        FIN,
        RST;

        void of(Socket socket) throws IOException {
            if (this == RST) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetOfTheDataConnectionKeepsTheOldObject(Sent sent) throws IOException {
        String name = "reset-" + sent;
        gateway.put(name, OLD);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR " + name).gets(150);
            sent.over(client, data, gateway);
            Loss.RST.of(data);
            client.gets(426);
            client.sends("NOOP").gets(200);
            assertUntouched(gateway, name);
            client.stores(name, Bytes.random(10));
        }
        assertThat(gateway.get(name)).isEqualTo(Bytes.random(10));
    }

    @ParameterizedTest
    @EnumSource
    void resetOfTheDataConnectionMakesNoObject(Sent sent) throws IOException {
        String name = "reset-new-" + sent;
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR " + name).gets(150);
            sent.over(client, data, gateway);
            Loss.RST.of(data);
            client.gets(426);
        }
        assertNothingOpen(gateway);
        assertThat(gateway.get(name)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void resetOfAnAppendKeepsTheOldObject(Sent sent) throws IOException {
        String name = "append-" + sent;
        gateway.put(name, OLD);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("APPE " + name).gets(150);
            sent.over(client, data, gateway);
            Loss.RST.of(data);
            client.gets(426);
        }
        assertUntouched(gateway, name);
    }

    @ParameterizedTest
    @EnumSource
    void lostControlConnectionEndsASmallUpload(Loss loss) throws IOException {
        lostControlConnection(loss, Sent.SMALL);
    }

    @ParameterizedTest
    @EnumSource
    void lostControlConnectionEndsALargeUpload(Loss loss) throws IOException {
        lostControlConnection(loss, Sent.LARGE);
    }

    private static void lostControlConnection(Loss loss, Sent sent) throws IOException {
        String name = "control-" + loss + "-" + sent;
        gateway.put(name, OLD);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR " + name).gets(150);
            sent.over(client, data, gateway);
            loss.of(client.control());
            assertHangsUp(data);
        }
        assertUntouched(gateway, name);
    }

    @Test
    void unopenedDataConnectionTouchesNothing() throws IOException {
        gateway.put("unopened", OLD);
        int port;
        try (ServerSocket closedSoon = new ServerSocket(0)) {
            port = closedSoon.getLocalPort();
        }
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.sends("PORT 127,0,0,1," + port / 256 + "," + port % 256).gets(200);
            client.sends("STOR unopened").gets(425);
            client.sends("NOOP").gets(200);
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of());
        }
        assertUntouched(gateway, "unopened");
    }

    @ParameterizedTest
    @EnumSource
    void closedGatewayPublishesNothing(Sent sent) throws IOException {
        try (TestGateway closing = TestGateway.start()) {
            closing.put("closed", OLD);
            try (var client = closing.login();
                    Socket data = client.passive()) {
                client.sends("STOR closed").gets(150);
                sent.over(client, data, closing);
                closing.gateway().close();
                assertHangsUp(data);
            }
            assertThat(closing.get("closed")).isEqualTo(OLD);
            assertThat(closing.proxy().seen())
                    .doesNotContainKeys(S3Operation.PUT_OBJECT, S3Operation.COMPLETE_MULTIPART_UPLOAD);
        }
    }

    private static void assertUntouched(TestGateway gateway, String name) {
        assertNothingOpen(gateway);
        assertThat(gateway.get(name)).isEqualTo(OLD);
    }

    private static void assertNothingOpen(TestGateway gateway) {
        Eventually.holds(
                "no multipart upload is open", () -> gateway.openUploads().isEmpty());
    }

    /** The gateway drops the data connection: whatever the client says on it from now on comes too late. */
    private static void assertHangsUp(Socket data) throws IOException {
        try {
            assertThat(data.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static void awaitBytes(FtpDialogue client, int count) {
        Eventually.holds(
                "STAT tells of " + count + " bytes",
                () -> client.sends("STAT").gets(211).reply().contains(" Transferring, " + count + " bytes so far"));
    }
}

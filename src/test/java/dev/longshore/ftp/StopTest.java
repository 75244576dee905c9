package dev.longshore.ftp;

import dev.longshore.testing.Eventually;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A gateway that stops says so, and leaves nothing behind. */
class StopTest {
    private static final int MIB = 1024 * 1024;

    @Test
    void closingGatewayLeavesNoMultipartUpload() throws IOException {
        try (TestGateway closing = TestGateway.start();
                var client = closing.login();
                Socket data = client.passive()) {
            client.sends("STOR closed").gets(150);
            data.getOutputStream().write(new byte[12 * MIB]);
            Eventually.holds(
                    "a multipart upload is open", () -> !closing.openUploads().isEmpty());
            closing.gateway().close();
            Eventually.holds(
                    "no multipart upload is open", () -> closing.openUploads().isEmpty());
        }
    }

    @Test
    void stoppingGatewaySays421() {
        try (TestGateway gateway = TestGateway.start();
                var client = gateway.login()) {
            gateway.gateway().close();
            client.gets(421).seesEnd();
        }
    }
}

package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A client that goes away, or aborts, in the middle of an upload leaves nothing behind. */
class GoneClientTest {
    private static final int MIB = 1024 * 1024;

    @Test
    void abortedUploadWithAHangingPartIsAbortedAtS3() throws IOException {
        try (TestGateway gateway = TestGateway.start();
                var client = gateway.login();
                Socket data = client.passive()) {
            gateway.proxy().fail(S3Operation.UPLOAD_PART, Fault.NO_ANSWER);
            client.sends("STOR hanging").gets(150);
            data.getOutputStream().write(new byte[12 * MIB]);
            data.shutdownOutput();
            Eventually.holds("part at S3", () -> gateway.proxy().seen().getOrDefault(S3Operation.UPLOAD_PART, 0) == 2);
            client.sends("ABOR").gets(426).gets(226);
            Eventually.holds(
                    "no multipart upload is open", () -> gateway.openUploads().isEmpty());
        }
    }

    @Test
    void controlFinBeforeDataFinPublishesNothing() throws IOException {
        try (TestGateway gateway = TestGateway.start()) {
            int published = 0;
            for (int i = 0; i < 200; i++) {
                try (var client = gateway.login();
                        Socket data = client.passive()) {
                    client.sends("STOR tight" + i).gets(150);
                    data.getOutputStream().write(Bytes.random(1024));
                    client.control().shutdownOutput();
                    data.shutdownOutput();
                    while (client.control().getInputStream().read() >= 0) {
                        continue;
                    }
                }
                published += gateway.get("tight" + i) == null ? 0 : 1;
            }
            assertThat(published).as("published of 200").isZero();
        }
    }

    @Test
    void controlRstBeforeDataFinPublishesNothing() throws IOException {
        try (TestGateway gateway = TestGateway.start()) {
            int published = 0;
            for (int i = 0; i < 200; i++) {
                try (var client = gateway.login();
                        Socket data = client.passive()) {
                    client.sends("STOR rst" + i).gets(150);
                    data.getOutputStream().write(Bytes.random(1024));
                    client.control().setSoLinger(true, 0);
                    client.control().close();
                    data.shutdownOutput();
                    Eventually.holds(
                            "session gone", () -> gateway.gateway().ftp().sessions() == 0);
                }
                published += gateway.get("rst" + i) == null ? 0 : 1;
            }
            assertThat(published).as("published of 200").isZero();
        }
    }
}

package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rates on the wire, of a user and of the process. */
class BandwidthTest {
    private static final int MIB = 1024 * 1024;
    private static final int RATE = 4 * MIB;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "longshore.transfers.upload-rate", "8M",
                "longshore.transfers.download-rate", "4M",
                "longshore.users.config.alice.limits.upload-rate", "4M",
                "longshore.users.config.alice.limits.download-rate", "8M",
                "longshore.users.config.slow.password", "secret",
                "longshore.users.config.slow.limits.upload-rate", "1K",
                "longshore.users.config.slow.limits.download-rate", "1K"));
        gateway.put("file", Bytes.random(RATE));
        gateway.put("large", Bytes.random(16 * RATE));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** The user's rate is the smaller one here. */
    @Test
    void anUploadIsNotFaster() {
        byte[] content = Bytes.random(RATE);
        try (var client = gateway.login()) {
            long begun = System.nanoTime();
            client.stores("upload", content);
            assertThat((System.nanoTime() - begun) / 1e9).isBetween(0.85, 10.0);
        }
        assertThat(Bytes.sha256(gateway.get("upload"))).isEqualTo(Bytes.sha256(content));
    }

    /** The rate of the process is the smaller one here. */
    @Test
    void aDownloadIsNotFaster() {
        try (var client = gateway.login()) {
            long begun = System.nanoTime();
            assertThat(client.fetches("RETR file")).hasSize(RATE);
            assertThat((System.nanoTime() - begun) / 1e9).isBetween(0.85, 10.0);
        }
    }

    /** RateLimitTest has it exactly, by a clock of its own; here threads are woken when the machine has time for them. */
    @Test
    void sessionsShareTheRate() throws IOException {
        try (var first = gateway.login();
                var second = gateway.login();
                Socket data = first.passive();
                Socket other = second.passive()) {
            first.sends("RETR large").gets(150);
            second.sends("RETR large").gets(150);
            int mine = 0;
            int theirs = 0;
            byte[] buffer = new byte[MIB];
            while (mine + theirs < 2 * RATE) {
                mine += available(data.getInputStream(), buffer);
                theirs += available(other.getInputStream(), buffer);
            }
            assertThat(mine).isBetween(theirs / 3, theirs * 3);
            first.sends("ABOR").gets(426).gets(226);
            second.sends("ABOR").gets(426).gets(226);
        }
    }

    /** At 1 KiB a second each turn is waited for half a second. */
    @Test
    void whoWaitsForItsTurnIsAbortedAtOnce() throws IOException {
        try (var client = gateway.connect().login("slow", "secret")) {
            for (String command : new String[] {"RETR large", "STOR aborted"}) {
                try (Socket data = client.passive()) {
                    client.sends(command).gets(150);
                    if (command.startsWith("STOR")) {
                        data.getOutputStream().write(new byte[10_000]);
                    } else {
                        assertThat(data.getInputStream().read()).isNotNegative();
                    }
                    long sent = System.nanoTime();
                    client.sends("ABOR").gets(426).gets(226);
                    assertThat((System.nanoTime() - sent) / 1e6).isLessThan(400);
                }
            }
            client.sends("NOOP").gets(200);
        }
        assertThat(gateway.get("aborted")).isNull();
    }

    private static int available(InputStream in, byte[] buffer) throws IOException {
        int ready = in.available();
        return ready == 0 ? 0 : in.read(buffer, 0, Math.min(ready, buffer.length));
    }
}

package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Footprint;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that stop reading hold a buffer each, not the file. */
class StalledDownloadTest {
    private static final int CLIENTS = 40;

    /** More than sockets and proxies hold on the way. */
    private static final int FILE = 48 * 1024 * 1024;

    /** The gateway's own buffer, and what the session, the HTTP client, the proxy and the S3 of the test hold beside it. */
    private static final int MOST_EACH = 512 * 1024;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("file", Bytes.random(FILE));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void holdABufferEach() throws IOException {
        List<FtpDialogue> clients = new ArrayList<>();
        List<Socket> connections = new ArrayList<>();
        try {
            stall(clients, connections);
            long before = Footprint.heap();
            for (int i = 1; i < CLIENTS; i++) {
                stall(clients, connections);
            }
            Eventually.holds("each holds less than " + MOST_EACH, () -> eachSince(before) < MOST_EACH);
            System.out.printf(
                    "A stalled download holds %d KiB, with the proxy and the S3 behind it%n", eachSince(before) / 1024);
            for (FtpDialogue client : clients) {
                client.sends("NOOP").gets(200);
            }
        } finally {
            for (Socket data : connections) {
                data.close();
            }
            clients.forEach(FtpDialogue::close);
        }
    }

    /** What a client but the first has added; while the last of them are still being stopped, what they leave behind counts, too. */
    private static long eachSince(long before) {
        return (Footprint.heap() - before) / (CLIENTS - 1);
    }

    /** A transfer that has begun and in which nothing moves any more. */
    private static void stall(List<FtpDialogue> clients, List<Socket> connections) throws IOException {
        FtpDialogue client = gateway.login();
        clients.add(client);
        Socket data = client.passive();
        connections.add(data);
        client.sends("RETR file").gets(150);
        assertThat(data.getInputStream().read()).isNotNegative();
        long seen = -1;
        for (long now = moved(client); now != seen; now = moved(client)) {
            seen = now;
        }
    }

    /** What STAT tells of the transfer. */
    private static long moved(FtpDialogue client) {
        client.sends("STAT").gets(211);
        return client.reply().stream()
                .filter(line -> line.contains("bytes"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElse(-1);
    }
}

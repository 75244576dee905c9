package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions that wait, for their clients or because of them, take nothing from the others. */
class StuckSessionsTest {
    private static final int SESSIONS = 60;
    private static final long MOST_MILLIS = 1_000;
    private static TestGateway gateway;

    private final List<FtpDialogue> stuck = new ArrayList<>();

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.login().stores("warm", Bytes.random(1)).close();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void end() {
        stuck.forEach(FtpDialogue::close);
    }

    @Test
    void uploadsWhoseDataConnectionDoesNotComeKeepNobodyOut() {
        for (int i = 0; i < SESSIONS; i++) {
            FtpDialogue client = gateway.login();
            stuck.add(client);
            client.extendedPassivePort();
            client.sends("STOR stuck-" + i);
        }
        assertOthersAreServed();
    }

    @Test
    void refusedLoginsKeepNobodyOut() {
        byte[] guesses = "USER alice\r\nPASS guess\r\n".repeat(20).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < SESSIONS; i++) {
            FtpDialogue client = gateway.connect();
            stuck.add(client);
            client.sendsRaw(guesses);
        }
        assertOthersAreServed();
    }

    private static void assertOthersAreServed() {
        long begun = System.nanoTime();
        try (FtpDialogue client = gateway.login()) {
            client.stores("served", Bytes.random(10));
            assertThat(gateway.get("served")).hasSize(10);
        }
        assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(MOST_MILLIS);
    }
}

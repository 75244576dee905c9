package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.TestGateway;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many lines at once, long lines, and lines that are no text. */
class PipelineTest {
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
    void fiveThousandCommandsGetFiveThousandReplies() {
        try (var client = gateway.login()) {
            byte[] lines = ascii("NOOP\r\n".repeat(5000));
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> client.sendsRaw(lines));
            for (int i = 0; i < 5000; i++) {
                client.gets("200 OK.");
            }
            sent.join();
            client.sends("PWD").gets(257);
        }
    }

    @Test
    void repliesComeInTheOrderOfTheCommands() {
        gateway.put("ordered", Bytes.random(7));
        try (var client = gateway.login()) {
            client.sendsRaw(ascii("PWD\r\nSIZE ordered\r\nXYZZY\r\nNOOP\r\nMDTM missing\r\nSYST\r\nQUIT\r\n"));
            client.gets(257)
                    .gets("213 7")
                    .gets(500)
                    .gets(200)
                    .gets(550)
                    .gets(215)
                    .gets(221)
                    .seesEnd();
        }
    }

    @Test
    void theLoginMayComeInOneSegment() {
        try (var client = gateway.connect()) {
            client.sendsRaw(ascii("USER alice\r\nPASS secret\r\nPWD\r\n"));
            client.gets(331).gets(230).gets(257);
        }
    }

    @Test
    void aCommandMayComeByteByByte() {
        try (var client = gateway.login()) {
            for (byte octet : ascii("SYST\r\n")) {
                client.sendsRaw(new byte[] {octet});
            }
            client.gets(215);
        }
    }

    @Test
    void aLineMayEndWithLfAlone() {
        try (var client = gateway.login()) {
            client.sendsRaw(ascii("PWD\nSYST\n"));
            client.gets(257).gets(215);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9_000, 100_000, 1_000_000})
    void anOverlongLineIsAnsweredOnce(int length) {
        try (var client = gateway.login()) {
            client.sends("MKD " + "x".repeat(length)).gets("500 Line too long.");
            client.sends("PWD").gets(257);
        }
    }

    @Test
    void anOverlongLineKeepsItsPlaceAmongTheOthers() {
        try (var client = gateway.login()) {
            client.sendsRaw(ascii("SYST\r\n" + "x".repeat(9000) + "\r\nPWD\r\n"));
            client.gets(215).gets(500).gets(257);
        }
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        try (var client = gateway.login()) {
            client.sendsRaw("MKD f\u00fcr\r\n".getBytes(StandardCharsets.ISO_8859_1));
            client.gets("501 Not UTF-8.");
            client.sendsRaw(new byte[] {'M', 'K', 'D', ' ', (byte) 0xC0, (byte) 0xAF, '\r', '\n'});
            client.gets("501 Not UTF-8.");
            client.sends("PWD").gets(257);
        }
    }

    @Test
    void anUnfinishedLineIsNoCommand() {
        gateway.put("safe", Bytes.random(7));
        try (var client = gateway.login()) {
            client.sendsRaw(ascii("DELE safe"));
        }
        try (var client = gateway.login()) {
            client.sends("SIZE safe").gets("213 7");
        }
        assertThat(gateway.get("safe")).hasSize(7);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 959 §4.2: a reply of several lines begins with code and hyphen, and ends with code and blank; nothing between looks like its end. */
class TextsTest {
    private static final String BANNER =
            "220-Hafen\r\n Grüße von der Mole\r\n \r\n 220 is not the end\r\n  indented\r\n220 Come in.\r\n";
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "longshore.ftp.texts.greeting",
                "Hafen\nGrüße von der Mole\n\n220 is not the end\n indented\nCome in.\n",
                "longshore.ftp.texts.welcome",
                "Welcome.\r\n230 files wait.\r\nHave fun.",
                "longshore.ftp.texts.goodbye",
                "221 seconds were yours.\nSee you."));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aBannerIsOneReplyOfSeveralLines() throws IOException {
        try (Socket client = new Socket("127.0.0.1", gateway.port())) {
            client.setSoTimeout(20_000);
            byte[] banner = BANNER.getBytes(StandardCharsets.UTF_8);
            assertThat(new String(client.getInputStream().readNBytes(banner.length), StandardCharsets.UTF_8))
                    .isEqualTo(BANNER);
        }
    }

    @Test
    void aLoginIsWelcomed() {
        try (var client = gateway.login()) {
            assertThat(client.reply()).containsExactly("230-Welcome.", " 230 files wait.", "230 Have fun.");
            client.sends("NOOP").gets(200);
        }
    }

    @Test
    void quitIsAnsweredWithAGoodbye() {
        try (var client = gateway.connect()) {
            client.sends("QUIT").gets(221);
            assertThat(client.reply()).containsExactly("221-221 seconds were yours.", "221 See you.");
            client.seesEnd();
        }
    }

    @Test
    void reinGreetsAgain() {
        try (var client = gateway.login()) {
            client.sends("REIN").gets(220);
            assertThat(String.join("\r\n", client.reply()) + "\r\n").isEqualTo(BANNER);
        }
    }

    @Test
    void byDefaultNoVersionIsTold() {
        try (TestGateway plain = TestGateway.start();
                var client = plain.connect()) {
            assertThat(client.reply()).containsExactly("220 Longshore ready.");
            client.sends("USER alice").gets(331).sends("PASS secret").gets("230 Logged in.");
            client.sends("QUIT").gets("221 Goodbye.").seesEnd();
        }
    }
}

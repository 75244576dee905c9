package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ascii: convert}: TYPE A has the line ends of the network (RFC 959 §3.1.1.1), the bucket those of Unix. */
class AsciiTransferTest {
    private static final byte[] STORED = bytes("one\ntwo\n\nthree\rfour");
    private static final byte[] SENT = bytes("one\r\ntwo\r\n\r\nthree\rfour");
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("longshore.users.config.alice.ascii", "convert"));
        gateway.put("text", STORED);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void uploadsAreStoredWithLineFeeds() {
        try (var client = ascii()) {
            client.stores("sent", SENT);
            assertThat(gateway.get("sent")).isEqualTo(STORED);
            client.stores("STOU", SENT, 226);
            client.stores("APPE sent", bytes("\r\nfive"), 226);
            assertThat(gateway.get("sent")).isEqualTo(bytes("one\ntwo\n\nthree\rfour\nfive"));
        }
    }

    @Test
    void downloadsComeWithLineEndsOfTheNetwork() {
        try (var client = ascii()) {
            assertThat(client.fetches("RETR text")).isEqualTo(SENT);
            assertThat(client.sends("TYPE I").gets(200).fetches("RETR text")).isEqualTo(STORED);
        }
    }

    /** RFC 959 §3.1.1.1: ASCII is the type that a session begins with. */
    @Test
    void isTheTypeOfANewSession() {
        try (var client = gateway.login()) {
            assertThat(client.fetches("RETR text")).isEqualTo(SENT);
        }
    }

    @Test
    void typeIMovesBytesUnchanged() {
        try (var client = gateway.login()) {
            client.sends("TYPE I").gets(200).stores("image", SENT);
            assertThat(gateway.get("image")).isEqualTo(SENT);
        }
    }

    /** What somebody stored as bytes with CRLF is not made CR CR LF. */
    @Test
    void lineEndsOfTheNetworkAreNotDoubled() {
        gateway.put("windows", SENT);
        try (var client = ascii()) {
            assertThat(client.fetches("RETR windows")).isEqualTo(SENT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 9 * 1024 * 1024 + 1})
    void longTextsArriveWhole(int size) {
        byte[] stored = lines(size);
        byte[] sent = bytes(new String(stored, StandardCharsets.US_ASCII).replace("\n", "\r\n"));
        try (var client = ascii()) {
            client.stores("long-" + size, sent);
            assertThat(Bytes.sha256(gateway.get("long-" + size))).isEqualTo(Bytes.sha256(stored));
            assertThat(Bytes.sha256(client.fetches("RETR long-" + size))).isEqualTo(Bytes.sha256(sent));
        }
    }

    @Test
    void aTextMayBeDeflatedToo() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(wire)) {
            deflater.write(SENT);
        }
        try (var client = ascii()) {
            client.sends("MODE Z").gets(200).stores("deflated", wire.toByteArray());
            assertThat(gateway.get("deflated")).isEqualTo(STORED);
        }
    }

    @Test
    void listingsAreNotConvertedTwice() {
        try (var client = ascii()) {
            assertThat(client.fetches("NLST text")).isEqualTo(bytes("text\r\n"));
        }
    }

    /** RFC 3659 §4: SIZE is what would be transmitted. To know that the file would have to be read. */
    @Test
    void sizeIsToldForTypeIOnly() {
        try (var client = ascii()) {
            client.sends("SIZE text").gets(550);
            client.sends("TYPE I").gets(200).sends("SIZE text").gets("213 " + STORED.length);
        }
    }

    @Test
    void restartIsForTypeIOnly() {
        try (var client = ascii()) {
            client.sends("REST 4").gets(504).sends("REST 0").gets(350);
            assertThat(client.fetches("RETR text")).isEqualTo(SENT);
            client.sends("TYPE I").gets(200).sends("REST 4").gets(350);
            assertThat(client.fetches("RETR text")).isEqualTo(bytes("two\n\nthree\rfour"));
        }
    }

    /** REST survives TYPE; what it would mean then nobody knows. */
    @ParameterizedTest
    @ValueSource(strings = {"RETR", "STOR"})
    void aRestartThatMeetsTypeAIsRefusedWithout150(String verb) {
        try (var client = gateway.login()) {
            client.sends("TYPE I")
                    .gets(200)
                    .sends("REST 4")
                    .gets(350)
                    .sends("TYPE A")
                    .gets(200);
            client.extendedPassivePort();
            client.sends(verb + " text").gets(554);
            assertThat(client.fetches("RETR text")).isEqualTo(SENT);
        }
        assertThat(gateway.get("text")).isEqualTo(STORED);
    }

    private static FtpDialogue ascii() {
        return gateway.login().sends("TYPE A").gets("200 Type is ASCII, line ends converted.");
    }

    private static byte[] lines(int size) {
        StringBuilder text = new StringBuilder(size);
        for (int i = 0; text.length() < size; i++) {
            text.append("x".repeat(i % 90)).append('\n');
        }
        text.setLength(size);
        return bytes(text.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

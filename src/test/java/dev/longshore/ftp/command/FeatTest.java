package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 2389 §3: each feature on a line of its own, behind one blank. */
class FeatTest {
    /** Features that no verb belongs to: RFC 3659 §6 and RFC 2640 §3.2. */
    private static final Set<String> WITHOUT_A_VERB = Set.of("TVFS", "UTF8");

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
    void listsWhatWorks() {
        try (var client = gateway.connect()) {
            client.sends("FEAT").gets(211);
            assertThat(client.reply())
                    .containsExactly(
                            "211-Features:",
                            " CSID",
                            " EPRT",
                            " EPSV",
                            " HASH SHA-256*;SHA-512;SHA-1;MD5;CRC32",
                            " HOST",
                            " LANG EN*",
                            " MDTM",
                            " MFMT",
                            " MLST type*;size*;modify*;create;unique*;perm*;media-type;UNIX.mode*;",
                            " MODE Z",
                            " REST STREAM",
                            " SIZE",
                            " TVFS",
                            " UTF8",
                            " XCRC",
                            " XMD5",
                            " XSHA1",
                            " XSHA256",
                            " XSHA512",
                            "211 End");
        }
    }

    @Test
    void isTheSameForAUser() {
        try (var client = gateway.connect()) {
            List<String> before = client.sends("FEAT").gets(211).reply();
            assertThat(client.login("alice", "secret").sends("FEAT").gets(211).reply())
                    .isEqualTo(before);
        }
    }

    @Test
    void everyFeatureIsThere() {
        try (var client = gateway.login()) {
            List<String> features = client.sends("FEAT").gets(211).reply();
            for (String feature : features.subList(1, features.size() - 1)) {
                String verb = feature.strip().split(" ")[0];
                if (!WITHOUT_A_VERB.contains(verb)) {
                    assertThat(answer(verb)).as(feature).doesNotStartWith("500").doesNotStartWith("502");
                }
            }
        }
    }

    @Test
    void withoutActiveModeThereIsNoEprt() {
        try (TestGateway passive = TestGateway.start(Map.of("longshore.ftp.active", "false"));
                var client = passive.login()) {
            client.sends("FEAT").gets(211);
            assertThat(client.reply()).doesNotContain(" EPRT").contains(" EPSV");
            client.sends("EPRT |1|127.0.0.1|50000|").gets(502);
            client.sends("PORT 127,0,0,1,200,0").gets(502);
        }
    }

    /** All that is said until the goodbye. */
    private static String answer(String verb) {
        try (var client = gateway.login()) {
            client.sendsRaw((verb + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(client.control().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 959 §4.1.3 HELP: the verbs that work, no fewer and no more. */
class HelpTest {
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
    void listsTheVerbs() {
        try (var client = gateway.connect()) {
            client.sends("HELP").gets(214);
            assertThat(client.reply())
                    .containsExactly(
                            "214-These commands work:",
                            " ABOR ACCT ALLO APPE AVBL CDUP CSID CWD DELE EPRT EPSV FEAT HASH HELP HOST LANG LIST"
                                    + " MDTM MFMT MKD MLSD MLST MODE NLST NOOP OPTS PASS PASV PORT PWD QUIT REIN REST RETR"
                                    + " RMD RMDA RNFR RNTO SITE SIZE STAT STOR STOU STRU SYST TYPE USER XCRC XCUP XCWD"
                                    + " XMD5 XMKD XPWD XRMD XSHA1 XSHA256 XSHA512",
                            "214 End");
        }
    }

    @Test
    void everyVerbOfItIsThere() {
        try (var client = gateway.connect()) {
            List<String> help = client.sends("HELP").gets(214).reply();
            for (String verb : help.get(1).strip().split(" ")) {
                assertThat(answer(verb)).as(verb).doesNotStartWith("500").doesNotStartWith("502");
            }
        }
    }

    @Test
    void aVerbBehindItChangesNothing() {
        try (var client = gateway.login()) {
            List<String> help = client.sends("HELP").gets(214).reply();
            assertThat(client.sends("HELP STOR").gets(214).reply()).isEqualTo(help);
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

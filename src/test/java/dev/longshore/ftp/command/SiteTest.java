package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 959 §4.1.3 SITE, and the words that clients send behind it. */
class SiteTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("a file", Bytes.random(10));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void helpNamesTheWords() {
        try (var client = gateway.login()) {
            client.sends("SITE HELP").gets(214);
            assertThat(client.reply())
                    .containsExactly("214-SITE knows:", " CHMOD DIRSTYLE HELP UMASK UTIME", "214 End");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SITE CHMOD 644 a file", "site chmod 0600 a file", "SITE UMASK 022", "SITE  UMASK 022"})
    void modesAreTakenWithoutEffect(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets("200 Accepted, without effect on S3.");
            assertThat(client.fetches("RETR a file")).hasSize(10);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SITE UTIME 20200102030405 a file, 1577934245",
        "SITE UTIME 202001020304 a file, 1577934240",
        "site utime 20200102030406 /a file, 1577934246",
        "SITE UTIME a file 20010101000000 20200102030407 20010101000000 UTC, 1577934247"
    })
    void utimeSetsTheTimeOfAFile(String command, String seconds) {
        try (var client = gateway.login()) {
            client.sends(command).gets(200);
            assertThat(gateway.s3()
                            .headObject(
                                    request -> request.bucket(gateway.bucket()).key("a file"))
                            .metadata())
                    .containsEntry("mtime", seconds);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SITE UTIME",
                "SITE UTIME a file",
                "SITE UTIME 20200102030405",
                "SITE UTIME 2020 a file",
                "SITE UTIME 20201302030405 a file",
                "SITE UTIME 202013020304 a file",
                "SITE UTIME a file 20010101000000 20201302030405 20010101000000 UTC"
            })
    void utimeNeedsATime(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets(501);
        }
    }

    @Test
    void utimeNeedsAFile() {
        try (var client = gateway.login()) {
            client.sends("SITE UTIME 20200102030405 missing").gets(550);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SITE EXEC ls", "SITE CHOWN alice a file", "SITE QUOTA", "SITE SITE HELP", "SITE RETR a file"})
    void anotherWordIsRefused(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets(504);
        }
    }

    @Test
    void needsAWord() {
        try (var client = gateway.login()) {
            client.sends("SITE").gets(501).sends("SITE ").gets(501);
        }
    }

    @Test
    void needsALogin() {
        try (var client = gateway.connect()) {
            client.sends("SITE HELP")
                    .gets(530)
                    .sends("SITE UTIME 20200102030405 a file")
                    .gets(530);
        }
    }
}

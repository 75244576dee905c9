package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** MFMT (draft-somers-ftp-mfxx §3), MDTM with a time, SITE UTIME: a file keeps the time that its sender gave it. */
class FileTimeTest {
    private static final byte[] CONTENT = Bytes.random(1234);
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("dir/b c", CONTENT);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void mfmtTellsTheTimeAndTheFile() {
        gateway.put("m", CONTENT);
        try (var client = gateway.login()) {
            client.sends("MFMT 20200102030405 m").gets("213 Modify=20200102030405; /m");
            client.sends("CWD dir").gets(250);
            client.sends("MFMT 20200102030405.5 b c").gets("213 Modify=20200102030405.5; /dir/b c");
            client.sends("MFMT 20161231235960 b c").gets("213 Modify=20170101000000; /dir/b c");
            client.sends("MDTM b c").gets("213 20170101000000");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MFMT 20200102030405 f",
                "MDTM 20200102030405 f",
                "SITE UTIME 20200102030405 f",
                "SITE UTIME f 20010101000000 20200102030405 20010101000000 UTC"
            })
    void theNewTimeIsShown(String command) {
        gateway.put("f", CONTENT);
        try (var client = gateway.login()) {
            client.sends(command);
            client.gets(command.startsWith("SITE") ? 200 : 213);
            client.sends("MDTM f").gets("213 20200102030405");
            client.sends("SIZE f").gets("213 1234");
            client.sends("MLST f").gets(250);
            assertThat(client.reply().get(1)).startsWith(" type=file;size=1234;modify=20200102030405;");
            assertThat(client.fetches("RETR f")).isEqualTo(CONTENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20200102030405, 1577934245",
        "20200102030405.5, 1577934245.5",
        "20200102030405.123, 1577934245.123",
        "19700101000000, 0",
        "19691231235959, -1"
    })
    void theBucketHasItAsRcloneWritesIt(String time, String seconds) {
        gateway.put("r", CONTENT);
        try (var client = gateway.login()) {
            client.sends("MFMT " + time + " r").gets(213);
            assertThat(head("r").metadata()).isEqualTo(Map.of("mtime", seconds));
        }
    }

    @Test
    void theTimeThatRcloneWroteIsShown() {
        gateway.s3()
                .putObject(
                        request -> request.bucket(gateway.bucket())
                                .key("rclone")
                                .metadata(Map.of("mtime", "1577934245.987654321")),
                        RequestBody.fromBytes(CONTENT));
        try (var client = gateway.login()) {
            client.sends("MDTM rclone").gets("213 20200102030405");
        }
    }

    @Test
    void whatElseTheObjectHadIsKept() {
        gateway.s3()
                .putObject(
                        request -> request.bucket(gateway.bucket())
                                .key("kept")
                                .contentType("text/csv")
                                .contentEncoding("gzip")
                                .contentDisposition("attachment; filename=\"x.csv\"")
                                .contentLanguage("de")
                                .cacheControl("max-age=60")
                                .metadata(Map.of("owner", "erp", "batch", "17")),
                        RequestBody.fromBytes(CONTENT));
        HeadObjectResponse before = head("kept");
        try (var client = gateway.login()) {
            client.sends("MFMT 20200102030405 kept")
                    .gets(213)
                    .sends("MFMT 20210102030405 kept")
                    .gets(213);
            assertThat(client.fetches("RETR kept")).isEqualTo(CONTENT);
        }
        HeadObjectResponse after = head("kept");
        assertThat(after.metadata()).isEqualTo(Map.of("owner", "erp", "batch", "17", "mtime", "1609556645"));
        assertThat(after.contentType()).isEqualTo(before.contentType()).isEqualTo("text/csv");
        assertThat(after.contentEncoding()).isEqualTo(before.contentEncoding());
        assertThat(after.contentDisposition()).isEqualTo(before.contentDisposition());
        assertThat(after.contentLanguage()).isEqualTo(before.contentLanguage());
        assertThat(after.cacheControl()).isEqualTo(before.cacheControl());
    }

    @Test
    void aNewUploadHasANewTime() {
        try (var client = gateway.login()) {
            client.stores("again", CONTENT).sends("MFMT 20200102030405 again").gets(213);
            client.stores("again", CONTENT).sends("MDTM again").gets(213);
            assertThat(client.replyLine()).isGreaterThan("213 2026");
            assertThat(head("again").metadata()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MFMT",
                "MFMT 20200102030405",
                "MFMT f",
                "MFMT 2020010203040 f",
                "MFMT 20201302030405 f",
                "MFMT 20200230030405 f",
                "MFMT 20200102250405 f",
                "MFMT yesterday f",
                "MDTM",
                "SITE UTIME 20201302030405 f"
            })
    void aTimeIsNeeded(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets(501);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MFMT 20200102030405 missing",
                "MFMT 20200102030405 dir",
                "MFMT 20200102030405 /",
                "MDTM 20200102030405 missing",
                "MDTM 20201302030405 missing",
                "SITE UTIME 20200102030405 missing"
            })
    void aFileIsNeeded(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets(550);
        }
    }

    /** A name may look like a time, and MDTM is first of all a question. */
    @Test
    void aNameMayLookLikeATime() {
        gateway.put("20200102030405", CONTENT);
        try (var client = gateway.login()) {
            client.sends("MDTM 20200102030405").gets(213);
            assertThat(client.replyLine()).isGreaterThan("213 2026");
        }
    }

    private static HeadObjectResponse head(String key) {
        return gateway.s3()
                .headObject(request -> request.bucket(gateway.bucket()).key(key));
    }
}

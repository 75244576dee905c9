package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIZE and MDTM, and the parameters of a transfer: TYPE, MODE, STRU. */
class SizeAndTimeTest {
    private static final DateTimeFormatter TIME_VALUE = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
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
    void tellsTheSize() {
        gateway.put("sized", Bytes.random(4321));
        gateway.put("nothing", new byte[0]);
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.sends("SIZE sized").gets("213 4321");
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.HEAD_OBJECT, 1));
            client.sends("SIZE nothing").gets("213 0");
            client.sends("TYPE A").gets(200).sends("SIZE sized").gets("213 4321");
        }
    }

    @Test
    void tellsTheTimeInUtc() {
        gateway.put("timed", Bytes.random(3));
        Instant stored = gateway.s3()
                .headObject(request -> request.bucket(gateway.bucket()).key("timed"))
                .lastModified();
        try (var client = gateway.login()) {
            String time = client.sends("MDTM timed").gets(213).replyLine().substring(4);
            assertThat(time).matches("\\d{14}");
            assertThat(LocalDateTime.parse(time, TIME_VALUE).toInstant(ZoneOffset.UTC))
                    .isBetween(stored.minusSeconds(1), stored.plusSeconds(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"SIZE", "MDTM"})
    void knowsFilesOnly(String verb) {
        gateway.put("directory/file", Bytes.random(3));
        try (var client = gateway.login()) {
            client.sends("MKD marker-" + verb).gets(257);
            client.sends(verb + " directory").gets(550);
            client.sends(verb + " marker-" + verb).gets(550);
            client.sends(verb + " /").gets(550);
            client.sends(verb + " missing").gets(550);
            client.sends(verb).gets(501);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TYPE A, 200",
        "TYPE A N, 200",
        "TYPE a, 200",
        "TYPE A T, 504",
        "TYPE A C, 504",
        "TYPE I, 200",
        "TYPE i, 200",
        "TYPE L 8, 200",
        "TYPE L 7, 504",
        "TYPE L, 504",
        "TYPE E, 504",
        "TYPE E N, 504",
        "TYPE X, 504",
        "TYPE, 501",
        "MODE S, 200",
        "MODE s, 200",
        "MODE B, 504",
        "MODE C, 504",
        "MODE, 501",
        "STRU F, 200",
        "STRU f, 200",
        "STRU R, 504",
        "STRU P, 504",
        "STRU, 501"
    })
    void answersParameters(String command, int code) {
        try (var client = gateway.login()) {
            client.sends(command).gets(code);
        }
    }

    /** A forgotten TYPE I corrupts nothing. */
    @Test
    void typeAMovesBytesUnchanged() {
        byte[] lines = "a\nb\r\nc\rd\0".getBytes(StandardCharsets.US_ASCII);
        try (var client = gateway.login()) {
            client.sends("TYPE A").gets(200).stores("text", lines);
            assertThat(client.fetches("RETR text")).isEqualTo(lines);
        }
        assertThat(gateway.get("text")).isEqualTo(lines);
    }
}

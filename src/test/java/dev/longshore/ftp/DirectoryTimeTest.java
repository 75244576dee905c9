package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** A directory's time is that of its marker, else the newest that is known below; never one that is made up. */
class DirectoryTimeTest {
    private static final DateTimeFormatter TIME_VALUE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("marked/", new byte[0]);
        gateway.put("marked/file", Bytes.random(1));
        gateway.put("implied/deep/file", Bytes.random(1));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void isThatOfTheMarker() {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.sends("CWD marked").gets(250);
            assertThat(facts(client, "MLST")).isEqualTo("type=dir;modify=" + stored("marked/") + ";");
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.LIST_OBJECTS, 1));
        }
    }

    @Test
    void isTheNewestKnownBelowWithoutAMarker() {
        try (var client = gateway.login()) {
            assertThat(facts(client, "MLST implied")).isEqualTo("type=dir;modify=" + stored("implied/deep/file") + ";");
        }
    }

    @Test
    void isLeftOutWhereNothingIsKnown() {
        try (var client = gateway.login()) {
            assertThat(facts(client, "MLST /")).isEqualTo("type=dir;");
        }
    }

    private static String facts(FtpDialogue client, String command) {
        return client.sends("OPTS MLST type;modify;")
                .gets(200)
                .sends(command)
                .gets(250)
                .reply()
                .get(1)
                .strip()
                .replaceAll(" .*", "");
    }

    private static String stored(String key) {
        HeadObjectResponse head = gateway.s3()
                .headObject(request -> request.bucket(gateway.bucket()).key(key));
        Instant modified = head.lastModified();
        return TIME_VALUE.format(modified);
    }
}

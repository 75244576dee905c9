package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FlatS3;
import dev.longshore.testing.TestGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S3 may have a file and a directory of the same name; both are shown, and both can be reached. */
class SameNameTest {
    private static final byte[] FILE = Bytes.random(12);
    private static final byte[] BELOW = Bytes.random(34);
    private FlatS3 flat;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        flat = FlatS3.start();
        flat.objects().put("both", FILE);
        flat.objects().put("both/below", BELOW);
        Map<String, String> settings =
                new HashMap<>(Map.of("longshore.s3.endpoint", flat.endpoint().toString()));
        for (String capability : List.of(
                "conditional-put",
                "conditional-complete",
                "conditional-replace",
                "checksums",
                "whole-checksums",
                "upload-part-copy",
                "delete-objects",
                "odd-keys")) {
            settings.put("longshore.s3.capabilities." + capability, "no");
        }
        gateway = TestGateway.start(settings);
    }

    @AfterEach
    void stop() {
        gateway.close();
        flat.close();
    }

    @Test
    void bothAreShown() {
        try (var client = gateway.login()) {
            assertThat(client.lists("NLST")).containsExactly("both", "both");
            assertThat(client.lists("MLSD"))
                    .anyMatch(line -> line.matches("type=dir;.* both"))
                    .anyMatch(line -> line.matches("type=file;size=12;.* both"));
        }
    }

    @Test
    void aVerbOfFilesMeansTheFile() {
        try (var client = gateway.login()) {
            client.sends("SIZE both").gets("213 12");
            assertThat(client.fetches("RETR both")).isEqualTo(FILE);
            client.sends("MLST both").gets(250);
            assertThat(client.reply().get(1)).contains("type=file;");
            client.stores("both", BELOW).sends("SIZE both").gets("213 34");
            client.sends("DELE both").gets(250).sends("SIZE both").gets(550);
        }
        assertThat(flat.objects()).containsOnlyKeys("both/below");
    }

    @Test
    void aVerbOfDirectoriesMeansTheDirectory() {
        try (var client = gateway.login()) {
            assertThat(client.lists("NLST both")).containsExactly("below");
            client.sends("RMD both").gets("550 Directory is not empty.");
            client.sends("CWD both").gets(250).sends("SIZE below").gets("213 34");
            client.sends("DELE below").gets(250);
            assertThat(client.lists("NLST")).isEmpty();
            client.sends("CWD /")
                    .gets(250)
                    .sends("RMD both")
                    .gets(250)
                    .sends("CWD both")
                    .gets(550);
            client.sends("SIZE both").gets("213 12");
        }
        assertThat(flat.objects()).containsOnlyKeys("both");
    }

    /** Also when a listing has told of both. */
    @Test
    void whatIsRememberedOfOneIsNotTakenForTheOther() {
        try (var client = gateway.login()) {
            client.lists("LIST");
            client.sends("SIZE both")
                    .gets("213 12")
                    .sends("CWD both")
                    .gets(250)
                    .sends("CWD ..")
                    .gets(250);
            client.sends("DELE both")
                    .gets(250)
                    .sends("CWD both")
                    .gets(250)
                    .sends("SIZE below")
                    .gets("213 34");
        }
    }

    @Test
    void aSlashAtTheEndMeansTheDirectory() {
        try (var client = gateway.login()) {
            client.sends("MLST both/").gets(250);
            assertThat(client.reply().get(1)).contains("type=dir;");
            client.sends("SIZE both/").gets(550).sends("DELE both/").gets(550);
        }
        assertThat(flat.objects()).containsOnlyKeys("both", "both/below");
    }
}

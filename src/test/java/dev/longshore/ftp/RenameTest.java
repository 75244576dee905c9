package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** RNFR and RNTO: a copy, its verification, and only then a deletion. */
class RenameTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void heal() {
        gateway.proxy().heal();
    }

    @Test
    void movesTheBytes() {
        gateway.put("from/here", Bytes.random(1000));
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.sends("RNFR from/here").gets(350).sends("RNTO to/there").gets(250);
            assertThat(gateway.proxy().seen())
                    .containsEntry(S3Operation.COPY_OBJECT, 1)
                    .containsEntry(S3Operation.DELETE_OBJECT, 1)
                    .doesNotContainKeys(S3Operation.GET_OBJECT, S3Operation.PUT_OBJECT);
        }
        assertThat(gateway.get("to/there")).isEqualTo(Bytes.random(1000));
        assertThat(gateway.get("from/here")).isNull();
    }

    @Test
    void resolvesBothNamesAgainstTheWorkingDirectory() {
        gateway.put("working/old", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("CWD working").gets(250);
            client.sends("RNFR old").gets(350).sends("RNTO ../new-place").gets(250);
        }
        assertThat(gateway.get("new-place")).isEqualTo(Bytes.random(10));
        assertThat(gateway.get("working/old")).isNull();
    }

    @Test
    void replacesAFile() {
        gateway.put("replacing", Bytes.random(10));
        gateway.put("replaced", Bytes.random(20));
        try (var client = gateway.login()) {
            client.sends("RNFR replacing").gets(350).sends("RNTO replaced").gets(250);
        }
        assertThat(gateway.get("replaced")).isEqualTo(Bytes.random(10));
        assertThat(gateway.get("replacing")).isNull();
    }

    @Test
    void emptyFile() {
        gateway.put("empty", new byte[0]);
        try (var client = gateway.login()) {
            client.sends("RNFR empty").gets(350).sends("RNTO empty-2").gets(250);
        }
        assertThat(gateway.get("empty-2")).isEmpty();
        assertThat(gateway.get("empty")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"itself", "/itself", "./itself", "x/../itself"})
    void ontoItselfKeepsTheFile(String name) {
        gateway.put("itself", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR itself").gets(350).sends("RNTO " + name).gets(250);
        }
        assertThat(gateway.get("itself")).isEqualTo(Bytes.random(10));
    }

    @Test
    void needsASource() {
        gateway.put("dropped", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR missing").gets(550).sends("RNTO b").gets(503);
            client.sends("RNTO b").gets(503);
            client.sends("RNFR").gets(501);
            client.sends("RNFR dropped").gets(350).sends("RNTO").gets(501);
        }
        assertThat(gateway.get("dropped")).isNotNull();
        assertThat(gateway.get("b")).isNull();
    }

    /** RFC 959 §4.1.3: RNFR must be immediately followed by RNTO. */
    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "PWD", "SIZE between", "TYPE I", "EPSV", "ABOR"})
    void anyVerbBetweenDropsTheSource(String verb) {
        gateway.put("between", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR between").gets(350);
            client.sends(verb + "\r\nRNTO after").gets(firstReplyTo(verb)).gets(503);
        }
        assertThat(gateway.get("between")).isNotNull();
        assertThat(gateway.get("after")).isNull();
    }

    private static int firstReplyTo(String verb) {
        return switch (verb) {
            case "PWD" -> 257;
            case "SIZE between" -> 213;
            case "EPSV" -> 229;
            case "ABOR" -> 226;
            default -> 200;
        };
    }

    @Test
    void aSourceIsGoodForOneRename() {
        gateway.put("once", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR once").gets(350).sends("RNTO once-moved").gets(250);
            client.sends("RNTO once-again").gets(503);
        }
    }

    @Test
    void aSourceThatWentMeanwhileIsMissing() {
        gateway.put("vanishing", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR vanishing").gets(350);
            gateway.s3()
                    .deleteObject(request -> request.bucket(gateway.bucket()).key("vanishing"));
            client.sends("RNTO vanished").gets(550);
        }
        assertThat(gateway.get("vanished")).isNull();
    }

    @Test
    void refusesNamesThatS3CannotHold() {
        gateway.put("short", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR short")
                    .gets(350)
                    .sends("RNTO " + "x".repeat(1025))
                    .gets(553);
            client.sends("RNFR short").gets(350).sends("RNTO a\tb").gets(553);
            client.sends("RNFR short").gets(350).sends("RNTO /").gets(553);
        }
        assertThat(gateway.get("short")).isEqualTo(Bytes.random(10));
    }

    @Test
    void directoriesAreNotRenamedYet() {
        gateway.put("directory/file", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR directory").gets(350).sends("RNTO other").gets(502);
        }
        assertThat(gateway.get("directory/file")).isEqualTo(Bytes.random(10));
        assertThat(gateway.keys()).noneMatch(key -> key.startsWith("other"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_500", "RESET"})
    void aFailedCopyKeepsBothSides(Fault fault) {
        gateway.put("source-" + fault, Bytes.random(10));
        gateway.put("target-" + fault, Bytes.random(20));
        try (var client = gateway.login()) {
            gateway.proxy().fail(S3Operation.COPY_OBJECT, fault);
            client.sends("RNFR source-" + fault).gets(350);
            client.sends("RNTO target-" + fault).gets(451);
        }
        assertThat(gateway.get("source-" + fault)).isEqualTo(Bytes.random(10));
        assertThat(gateway.get("target-" + fault)).isEqualTo(Bytes.random(20));
    }

    /** RNFR makes a HEAD of the source; every later one, that of the copy among them, fails. */
    @Test
    void aCopyThatCannotBeVerifiedKeepsTheSource() {
        gateway.put("unverified", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR unverified").gets(350);
            gateway.proxy().forget();
            gateway.proxy().fail(S3Operation.HEAD_OBJECT, Fault.ERROR_500);
            client.sends("RNTO unverified-copy").gets(451);
            assertThat(gateway.proxy().seen()).containsKey(S3Operation.HEAD_OBJECT);
            assertThat(gateway.proxy().seen()).doesNotContainKey(S3Operation.DELETE_OBJECT);
        }
        assertThat(gateway.get("unverified")).isEqualTo(Bytes.random(10));
    }

    @Test
    void aFailedDeletionIsNoSuccess() {
        gateway.put("undeleted", Bytes.random(10));
        try (var client = gateway.login()) {
            gateway.proxy().fail(S3Operation.DELETE_OBJECT, Fault.ERROR_500);
            client.sends("RNFR undeleted")
                    .gets(350)
                    .sends("RNTO undeleted-copy")
                    .gets(451);
        }
        assertThat(gateway.get("undeleted")).isEqualTo(Bytes.random(10));
        assertThat(gateway.get("undeleted-copy")).isEqualTo(Bytes.random(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "100%", "%41", "a b", " a", "a ", "für 日本", "it's \"so\"", "a?b&c=d", "#1", "a;b"})
    void keepsNamesAsTheyAre(String name) {
        gateway.put("names/" + name, Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR names/" + name).gets(350);
            client.sends("RNTO moved/" + name).gets(250);
            assertThat(gateway.get("moved/" + name)).isEqualTo(Bytes.random(10));
            assertThat(gateway.get("names/" + name)).isNull();
            client.sends("RNFR moved/" + name)
                    .gets(350)
                    .sends("RNTO names/" + name)
                    .gets(250);
        }
        assertThat(gateway.get("names/" + name)).isEqualTo(Bytes.random(10));
    }

    @Test
    void keepsMetadataAndType() {
        gateway.s3()
                .putObject(
                        request -> request.bucket(gateway.bucket())
                                .key("described")
                                .contentType("text/csv")
                                .metadata(Map.of("origin", "erp")),
                        RequestBody.fromBytes(Bytes.random(10)));
        try (var client = gateway.login()) {
            client.sends("RNFR described").gets(350).sends("RNTO described-2").gets(250);
        }
        var head = gateway.s3()
                .headObject(request -> request.bucket(gateway.bucket()).key("described-2"));
        assertThat(head.contentType()).isEqualTo("text/csv");
        assertThat(head.metadata()).containsEntry("origin", "erp");
    }
}

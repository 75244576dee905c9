package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.s3.Capability;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** RNFR and RNTO: a copy, its verification, and only then a deletion; also before an S3 that is known for heeding no condition on a source. */
@ParameterizedClass
@ValueSource(strings = {"auto", "no"})
class RenameTest {
    private static TestGateway gateway;

    /** Found out, or set. */
    @Parameter
    String conditionalSource;

    @BeforeParameterizedClassInvocation
    static void start(String conditionalSource) {
        gateway = TestGateway.start(Map.of("longshore.s3.capabilities.conditional-source", conditionalSource));
    }

    @AfterParameterizedClassInvocation
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
                    .containsEntry(gateway.copies(), 1)
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

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_500", "RESET"})
    void aFailedCopyKeepsBothSides(Fault fault) {
        gateway.put("source-" + fault, Bytes.random(10));
        gateway.put("target-" + fault, Bytes.random(20));
        try (var client = gateway.login()) {
            gateway.proxy().fail(gateway.copies(), fault);
            client.sends("RNFR source-" + fault).gets(350);
            client.sends("RNTO target-" + fault).gets(451);
        }
        assertThat(gateway.get("source-" + fault)).isEqualTo(Bytes.random(10));
        assertThat(gateway.get("target-" + fault)).isEqualTo(Bytes.random(20));
    }

    /** The answer to the copy is no proof, and every HEAD behind it fails. */
    @Test
    void aCopyThatCannotBeVerifiedKeepsTheSource() {
        gateway.put("unverified", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR unverified").gets(350);
            gateway.proxy().forget();
            gateway.proxy().fail(gateway.publishesCopies(), Fault.WRONG_ETAG);
            gateway.proxy()
                    .failFrom(
                            S3Operation.HEAD_OBJECT,
                            gateway.can(Capability.CONDITIONAL_SOURCE) ? 1 : 3,
                            Fault.ERROR_500);
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
    void aWrongETagInTheAnswerIsLookedThrough() {
        gateway.put("misanswered", Bytes.random(10));
        try (var client = gateway.login()) {
            gateway.proxy().fail(gateway.publishesCopies(), Fault.WRONG_ETAG);
            client.sends("RNFR misanswered")
                    .gets(350)
                    .sends("RNTO misanswered-2")
                    .gets(250);
        }
        assertThat(gateway.get("misanswered-2")).isEqualTo(Bytes.random(10));
        assertThat(gateway.get("misanswered")).isNull();
    }

    /** S3 has done what it was asked; its answer, and those to all repetitions, are lost. */
    @ParameterizedTest
    @EnumSource(
            value = S3Operation.class,
            names = {"COPY_OBJECT", "DELETE_OBJECT"})
    void aLostAnswerIsLookedFor(S3Operation operation) {
        String name = "answer-" + operation;
        S3Operation unanswered = operation == S3Operation.COPY_OBJECT ? gateway.publishesCopies() : operation;
        gateway.put(name, Bytes.random(10));
        try (var client = gateway.login()) {
            gateway.proxy().fail(unanswered, Fault.LOST_ANSWER);
            client.sends("RNFR " + name)
                    .gets(350)
                    .sends("RNTO " + name + "-found")
                    .gets(250);
        }
        assertThat(gateway.get(name + "-found")).isEqualTo(Bytes.random(10));
        assertThat(gateway.get(name)).isNull();
    }

    @Test
    void aSourceThatWasReplacedMeanwhileIsLeftAlone() {
        gateway.put("replaced-source", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR replaced-source").gets(350);
            gateway.put("replaced-source", Bytes.random(20));
            client.sends("RNTO not-there").gets(553);
        }
        assertThat(gateway.get("replaced-source")).isEqualTo(Bytes.random(20));
        assertThat(gateway.get("not-there")).isNull();
    }

    /** What the copy took is not what the deletion would take. */
    @Test
    void aSourceThatIsReplacedWhileItIsCopiedIsNotDeleted() throws Exception {
        gateway.put("replaced-late", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR replaced-late").gets(350);
            gateway.proxy().forget();
            gateway.proxy().fail(gateway.publishesCopies(), Fault.SLOW);
            client.sends("RNTO replaced-late-2");
            Eventually.holds("the copy is there", () -> gateway.get("replaced-late-2") != null);
            gateway.put("replaced-late", Bytes.random(20));
            client.gets(553);
        }
        assertThat(gateway.get("replaced-late")).isEqualTo(Bytes.random(20));
        assertThat(gateway.get("replaced-late-2")).isEqualTo(Bytes.random(10));
    }

    /** Nobody may reach the journals of renames, which say what is to be moved, or blocks of uploads of others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".longshore-rename",
                ".longshore-rename/x",
                "/a/../.longshore-rename/x",
                ".longshore-probe/x",
                ".longshore-block",
                ".longshore-block/x"
            })
    void namesOfTheGatewayAreNotForUsers(String name) {
        gateway.put(".longshore-rename/x", Bytes.random(10));
        gateway.put("mine", Bytes.random(10));
        try (var client = gateway.login()) {
            for (String verb : new String[] {"RNFR", "DELE", "SIZE", "CWD", "MKD", "RMD"}) {
                client.sends(verb + " " + name).gets(553);
            }
            client.sends("RNFR mine").gets(350).sends("RNTO " + name).gets(553);
            assertThat(client.lists("NLST")).doesNotContain(".longshore-rename");
        } finally {
            gateway.s3()
                    .deleteObject(request -> request.bucket(gateway.bucket()).key(".longshore-rename/x"));
        }
        assertThat(gateway.get("mine")).isNotNull();
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

    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    @EnabledIfSystemProperty(named = "longshore.test.s3.knows", matches = ".*tags.*")
    void keepsTags(int size) {
        Tag tag = Tag.builder().key("keep").value("10 years").build();
        moves(
                "tagged-" + size,
                size,
                request -> request.tagging(Tagging.builder().tagSet(tag).build()));
        assertThat(gateway.s3()
                        .getObjectTagging(
                                request -> request.bucket(gateway.bucket()).key("tagged-" + size + "-moved"))
                        .tagSet())
                .containsExactly(tag);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    @EnabledIfSystemProperty(named = "longshore.test.s3.knows", matches = ".*storage-classes.*")
    void keepsTheStorageClass(int size) {
        moves("rare-" + size, size, request -> request.storageClass(StorageClass.STANDARD_IA));
        assertThat(head("rare-" + size + "-moved").storageClass()).isEqualTo(StorageClass.STANDARD_IA);
    }

    @Test
    @EnabledIfSystemProperty(named = "longshore.test.s3.knows", matches = ".*whole-checksums.*")
    void keepsTheChecksumOfTheWhole() {
        moves("summed", 10, request -> request.checksumAlgorithm(ChecksumAlgorithm.CRC32_C));
        CRC32C checksum = new CRC32C();
        checksum.update(Bytes.random(10));
        HeadObjectResponse head = head("summed-moved");
        assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(ByteBuffer.wrap(Base64.getDecoder().decode(head.checksumCRC32C()))
                        .getInt())
                .isEqualTo((int) checksum.getValue());
    }

    private static void moves(String name, int size, Consumer<PutObjectRequest.Builder> more) {
        gateway.s3()
                .putObject(
                        request -> {
                            request.bucket(gateway.bucket()).key(name);
                            more.accept(request);
                        },
                        RequestBody.fromBytes(Bytes.random(size)));
        try (var client = gateway.login()) {
            client.sends("RNFR " + name)
                    .gets(350)
                    .sends("RNTO " + name + "-moved")
                    .gets(250);
        }
        assertThat(gateway.get(name + "-moved")).isEqualTo(Bytes.random(size));
    }

    private static HeadObjectResponse head(String key) {
        return gateway.s3()
                .headObject(request -> request.bucket(gateway.bucket()).key(key).checksumMode(ChecksumMode.ENABLED));
    }
}

package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * An S3 that heeds no condition on the source of a copy, and a source that others replace while it is copied: what others wrote gets into no
 * other file, and nothing of theirs is lost.
 */
class ReplacedSourceTest {
    private static final int MIB = 1024 * 1024;
    private static final byte[] OURS = Bytes.random(6 * MIB);
    private static final byte[] THEIRS = reversed(OURS);

    private static TestGateway gateway;
    private static TestGateway whole;

    @BeforeAll
    static void start() {
        gateway = without("conditional-source", "conditional-replace");
        whole = without("conditional-source", "upload-part-copy");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        whole.close();
    }

    @BeforeEach
    void begin() {
        for (TestGateway each : List.of(gateway, whole)) {
            each.keys().forEach(key -> each.s3()
                    .deleteObject(request -> request.bucket(each.bucket()).key(key)));
            each.proxy().heal();
            each.proxy()
                    .dropSourceConditions(
                            each.storage().accessKey(), each.storage().secretKey());
            each.proxy().forget();
        }
    }

    @Test
    void anAppendHasNothingOfAnotherFile() {
        try (FtpDialogue client = gateway.login()) {
            gateway.put("grown", OURS);
            gateway.proxy().before(S3Operation.UPLOAD_PART_COPY, 1, () -> gateway.put("grown", THEIRS));
            client.extendedPassivePort();
            client.sends("APPE grown").gets("451 File was replaced during the transfer.");
            assertThat(gateway.get("grown")).isEqualTo(THEIRS);
            Eventually.holds("no upload is left", () -> gateway.openUploads().isEmpty());
        }
    }

    @Test
    void anAppendHasNothingOfAFileThatWasThereForAMoment() {
        try (FtpDialogue client = gateway.login()) {
            gateway.put("back", OURS);
            Instant stored = head("back").lastModified();
            gateway.proxy().before(S3Operation.UPLOAD_PART_COPY, 1, () -> gateway.put("back", THEIRS));
            gateway.proxy().before(S3Operation.HEAD_OBJECT, 3, () -> putLater("back", stored));
            client.extendedPassivePort();
            client.sends("APPE back").gets(451);
            assertThat(gateway.get("back")).isEqualTo(OURS);
            Eventually.holds("no upload is left", () -> gateway.openUploads().isEmpty());
        }
    }

    @Test
    void anAppendToAFileThatStaysTakesTwoLooks() {
        byte[] added = Bytes.random(1000);
        try (FtpDialogue client = gateway.login()) {
            gateway.put("grown", OURS);
            client.stores("APPE grown", added, 226);
            assertThat(gateway.proxy().seen()).containsEntry(S3Operation.UPLOAD_PART_COPY, 1);
            assertThat(gateway.proxy().seen().get(S3Operation.HEAD_OBJECT))
                    .as("the one of APPE, both looks, and the proof where the last answer tells nothing")
                    .isBetween(3, 4);
            byte[] whole = Arrays.copyOf(OURS, OURS.length + added.length);
            System.arraycopy(added, 0, whole, OURS.length, added.length);
            assertThat(gateway.get("grown")).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void aRenamePublishesNothingOfAnotherFile(int size) {
        byte[] theirs = reversed(Bytes.random(size));
        theirs[0]++;
        try (FtpDialogue client = gateway.login()) {
            gateway.put("from", Bytes.random(size));
            gateway.put("to", Bytes.random(77));
            gateway.proxy().before(S3Operation.UPLOAD_PART_COPY, 1, () -> gateway.put("from", theirs));
            client.sends("RNFR from").gets(350).sends("RNTO to").gets("553 File exists or has changed.");
            assertThat(gateway.get("from")).isEqualTo(theirs);
            assertThat(gateway.get("to")).isEqualTo(Bytes.random(77));
            assertThat(gateway.openUploads()).isEmpty();
        }
    }

    /** The part that S3 copied tells its content, so that not even the same second hides it. */
    @Test
    void aRenamePublishesNothingOfAFileThatWasThereForAMoment() {
        byte[] ours = Bytes.random(1000);
        try (FtpDialogue client = gateway.login()) {
            gateway.put("from", ours);
            gateway.proxy().before(S3Operation.UPLOAD_PART_COPY, 1, () -> gateway.put("from", reversed(ours)));
            client.sends("RNFR from").gets(350);
            gateway.proxy().before(S3Operation.HEAD_OBJECT, 2, () -> gateway.put("from", ours));
            client.sends("RNTO to").gets(553);
            assertThat(gateway.keys()).containsExactly("from");
            assertThat(gateway.openUploads()).isEmpty();
        }
    }

    @Test
    void anEmptyFileStaysEmptyWhereverItGoes() {
        try (FtpDialogue client = gateway.login()) {
            gateway.put("from", new byte[0]);
            gateway.proxy().before(S3Operation.PUT_OBJECT, 1, () -> gateway.put("from", Bytes.random(10)));
            client.sends("RNFR from").gets(350).sends("RNTO to").gets(553);
            assertThat(gateway.get("from")).isEqualTo(Bytes.random(10));
            assertThat(gateway.get("to")).isEmpty();
        }
    }

    @Test
    void withoutUploadPartCopyAWrongCopyIsRemoved() {
        try (FtpDialogue client = whole.login()) {
            whole.put("from", Bytes.random(1000));
            whole.proxy().before(S3Operation.COPY_OBJECT, 1, () -> whole.put("from", Bytes.random(999)));
            client.sends("RNFR from").gets(350).sends("RNTO to").gets(553);
            assertThat(whole.get("from")).isEqualTo(Bytes.random(999));
            assertThat(whole.get("to")).isNull();
        }
    }

    @Test
    void withoutUploadPartCopyAFileThatStaysIsRenamed() {
        try (FtpDialogue client = whole.login()) {
            whole.put("from", Bytes.random(1000));
            client.sends("RNFR from").gets(350).sends("RNTO to").gets(250);
            assertThat(whole.proxy().seen()).containsEntry(S3Operation.COPY_OBJECT, 1);
            assertThat(whole.keys()).containsExactly("to");
        }
    }

    /** Who decodes the key of a source twice takes {@code %41} for {@code A}. */
    @Test
    void whatDecodesASourceTwiceIsNotAskedForIt() {
        byte[] added = Bytes.random(1000);
        byte[] all = Arrays.copyOf(OURS, OURS.length + added.length);
        System.arraycopy(added, 0, all, OURS.length, added.length);
        Map<String, String> lacks = Map.of(
                "longshore.s3.capabilities.odd-part-sources",
                "no",
                "longshore.s3.capabilities.conditional-source",
                "no");
        try (TestGateway other = TestGateway.before(gateway.storage(), lacks);
                FtpDialogue client = other.login()) {
            other.put("%41", OURS);
            other.put("A", THEIRS);
            client.stores("APPE %41", added, 226);
            client.sends("RNFR %41").gets(350).sends("RNTO to%41").gets(250);
            assertThat(other.get("to%41")).isEqualTo(all);
            assertThat(other.get("A")).isEqualTo(THEIRS);
            assertThat(other.proxy().seen()).doesNotContainKey(S3Operation.UPLOAD_PART_COPY);
        }
    }

    /** The bytes are what counts: those of others stay. */
    @Test
    void aTimeIsNotToldOfAnotherFile() {
        try (FtpDialogue client = gateway.login()) {
            gateway.put("timed", Bytes.random(1000));
            gateway.proxy().before(S3Operation.COPY_OBJECT, 1, () -> gateway.put("timed", Bytes.random(999)));
            client.sends("MFMT 20010909014640 timed").gets(553);
            assertThat(gateway.get("timed")).isEqualTo(Bytes.random(999));
            client.sends("MFMT 20010909014640 timed").gets(213);
            assertThat(gateway.get("timed")).isEqualTo(Bytes.random(999));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 6 * MIB})
    void aRenamedFileKeepsWhatBelongsToIt(int size) {
        try (FtpDialogue client = gateway.login()) {
            gateway.s3()
                    .putObject(
                            request -> request.bucket(gateway.bucket())
                                    .key("from")
                                    .contentType("text/csv")
                                    .cacheControl("max-age=5")
                                    .metadata(Map.of("origin", "erp", "mtime", "1000000000")),
                            RequestBody.fromBytes(Bytes.random(size)));
            client.sends("RNFR from").gets(350).sends("RNTO to").gets(250);
            client.sends("MDTM to").gets("213 20010909014640");
            client.sends("RNFR to").gets(350).sends("RNTO again").gets(250);
            HeadObjectResponse head = head("again");
            assertThat(head.contentType()).isEqualTo("text/csv");
            assertThat(head.cacheControl()).isEqualTo("max-age=5");
            assertThat(head.metadata()).containsEntry("origin", "erp");
            assertThat(gateway.get("again")).isEqualTo(Bytes.random(size));
            assertThat(gateway.keys()).containsExactly("again");
            assertThat(gateway.proxy().seen()).doesNotContainKey(S3Operation.COPY_OBJECT);
        }
    }

    /** What was copied in parts is known for a copy by its ETag, so neither is read. */
    @Test
    void aDirectoryIsRenamedSideBySide() {
        try (FtpDialogue client = gateway.login()) {
            for (int i = 0; i < 100; i++) {
                gateway.put("dir/" + i, Bytes.random(i));
            }
            client.sends("RNFR dir").gets(350).sends("RNTO moved").gets(250);
            assertThat(gateway.keys()).hasSize(100).allMatch(key -> key.startsWith("moved/"));
            assertThat(gateway.get("moved/99")).isEqualTo(Bytes.random(99));
            assertThat(gateway.proxy().seen()).containsEntry(S3Operation.UPLOAD_PART_COPY, 99);
            assertThat(IntStream.range(0, 100))
                    .allMatch(i -> gateway.proxy().seen("moved/" + i, S3Operation.GET_OBJECT) == 0);
            assertThat(gateway.openUploads()).isEmpty();
        }
    }

    private static void putLater(String key, Instant than) {
        Eventually.holds("a later second", () -> {
            gateway.put(key, OURS);
            return head(key).lastModified().isAfter(than);
        });
    }

    private static HeadObjectResponse head(String key) {
        return gateway.s3()
                .headObject(request -> request.bucket(gateway.bucket()).key(key));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /** A gateway that knows that its S3 lacks all this. */
    private static TestGateway without(String... names) {
        return TestGateway.start(Arrays.stream(names)
                .collect(Collectors.toMap(name -> "longshore.s3.capabilities." + name, name -> "no")));
    }
}

package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Multipart uploads that were left behind are aborted, and no other one. */
class JanitorTest {
    private static TestGateway gateway;

    private final OpenUploads open = new OpenUploads();
    private final BlockSpace blocks = new BlockSpace(gateway.s3(), places(""));

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void abortAll() {
        for (String key : gateway.keys()) {
            gateway.s3()
                    .deleteObject(request -> request.bucket(gateway.bucket()).key(key));
        }
        for (MultipartUpload upload : gateway.openUploads()) {
            gateway.s3()
                    .abortMultipartUpload(request ->
                            request.bucket(gateway.bucket()).key(upload.key()).uploadId(upload.uploadId()));
        }
    }

    @Test
    void abortsWhatWasLeftBehind() {
        begin("left/behind", true);
        begin("left/empty", false);
        assertThat(janitor("", Duration.ZERO).sweep()).isEqualTo(2);
        assertThat(gateway.openUploads()).isEmpty();
    }

    @Test
    void leavesAloneWhatIsYoung() {
        begin("young", true);
        assertThat(janitor("", Duration.ofHours(1)).sweep()).isZero();
        assertThat(gateway.openUploads()).hasSize(1);
    }

    @Test
    void leavesAloneWhatThisProcessIsSending() {
        open.begun(begin("running", true));
        assertThat(janitor("", Duration.ZERO).sweep()).isZero();
        assertThat(gateway.openUploads()).hasSize(1);
    }

    @Test
    void leavesAloneWhatIsNotBelowItsPrefix() {
        begin("theirs/file", true);
        begin("ours/file", true);
        assertThat(janitor("ours/", Duration.ZERO).sweep()).isEqualTo(1);
        assertThat(gateway.openUploads()).extracting(MultipartUpload::key).containsExactly("theirs/file");
    }

    @Test
    void triesAgainWhatCouldNotBeAborted() {
        OpenUploads.Id left = begin("left", true);
        open.begun(left);
        open.leftBehind(left);
        janitor("", Duration.ofHours(1)).retry();
        assertThat(gateway.openUploads()).isEmpty();
        assertThat(open.left()).isEmpty();
    }

    @Test
    void deletesBlocksThatWereLeftBehind() {
        putBlock("ours/.longshore-block/" + UUID.randomUUID());
        putBlock("theirs/.longshore-block/" + UUID.randomUUID());
        putBlock("ours/.longshore-block/a-name-of-somebody-else");
        assertThat(janitor("ours/", Duration.ofHours(1)).sweep()).isZero();
        assertThat(gateway.keys()).hasSize(3);
        assertThat(janitor("ours/", Duration.ZERO).sweep()).isEqualTo(1);
        assertThat(gateway.keys())
                .hasSize(2)
                .anyMatch(key -> key.startsWith("theirs/"))
                .anyMatch(key -> key.endsWith("else"));
    }

    @Test
    void leavesBlocksAloneThatThisProcessIsUsing() {
        putBlock(blocks.next(UploadTarget.of(gateway.bucket(), "large", true)).key());
        assertThat(janitor("", Duration.ZERO).sweep()).isZero();
        assertThat(gateway.keys()).hasSize(1);
    }

    /** No bytes of a user's mount leave it. */
    @Test
    void blocksAreInThePlaceOfTheirUpload() {
        Places places = places("own/");
        places.add(new Place(new Folder(gateway.bucket(), "mounted/"), true));
        places.add(new Place(new Folder(gateway.bucket(), "mounted/deeper/"), true));
        BlockSpace space = new BlockSpace(gateway.s3(), places);
        for (String key : List.of("mounted/deeper/large", "own/large", "elsewhere/large")) {
            putBlock(space.next(UploadTarget.of(gateway.bucket(), key, true)).key());
        }
        assertThat(gateway.keys())
                .hasSize(3)
                .anyMatch(key -> key.startsWith("mounted/.longshore-block/"))
                .filteredOn(key -> key.startsWith("own/.longshore-block/"))
                .hasSize(2);
        BlockSpace next = new BlockSpace(gateway.s3(), places);
        assertThat(new Janitor(gateway.s3(), open, next, places, Duration.ZERO).sweep())
                .isEqualTo(3);
        assertThat(gateway.keys()).isEmpty();
    }

    @Test
    void triesAgainWhatCouldNotBeDeleted() {
        S3Clients clients = S3Clients.of(TestSettings.of(Map.of(
                        "longshore.s3.endpoint", gateway.proxy().endpoint().toString(),
                        "longshore.s3.access-key", gateway.storage().accessKey(),
                        "longshore.s3.secret-key", gateway.storage().secretKey(),
                        "longshore.s3.timeout", "1s"))
                .s3());
        BlockSpace space = new BlockSpace(clients.client(), places(""));
        UploadTarget block = space.next(UploadTarget.of(gateway.bucket(), "large", true));
        putBlock(block.key());
        gateway.proxy().failFrom(S3Operation.DELETE_OBJECT, 1, Fault.ERROR_500);
        space.remove(block, null);
        gateway.proxy().heal();
        assertThat(gateway.keys()).containsExactly(block.key());
        space.retry();
        assertThat(gateway.keys()).isEmpty();
        clients.close();
    }

    @Test
    void leavesNothingOfItsOwn() {
        begin("left", true);
        janitor("", Duration.ZERO).sweep();
        assertThat(gateway.keys()).isEmpty();
    }

    private static void putBlock(String key) {
        gateway.put(key, new byte[3]);
    }

    private Janitor janitor(String prefix, Duration olderThan) {
        BlockSpace space = prefix.isEmpty() ? blocks : new BlockSpace(gateway.s3(), places(prefix));
        return new Janitor(gateway.s3(), open, space, places(prefix), olderThan);
    }

    private static Places places(String prefix) {
        return new Places(new Folder(gateway.bucket(), prefix));
    }

    private static OpenUploads.Id begin(String key, boolean withPart) {
        S3Client s3 = gateway.s3();
        String id = s3.createMultipartUpload(
                        request -> request.bucket(gateway.bucket()).key(key))
                .uploadId();
        if (withPart) {
            s3.uploadPart(
                    request -> request.bucket(gateway.bucket())
                            .key(key)
                            .uploadId(id)
                            .partNumber(1),
                    RequestBody.fromString("part"));
        }
        return new OpenUploads.Id(gateway.bucket(), key, id);
    }
}

package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.TestGateway;
import java.time.Duration;
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
    void leavesNothingOfItsOwn() {
        begin("left", true);
        janitor("", Duration.ZERO).sweep();
        assertThat(gateway.keys()).isEmpty();
    }

    private Janitor janitor(String prefix, Duration olderThan) {
        return new Janitor(gateway.s3(), open, new Places(new Folder(gateway.bucket(), prefix)), olderThan);
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

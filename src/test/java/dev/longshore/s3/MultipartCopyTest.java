package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import dev.longshore.threads.WorkThreads;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What CopyObject cannot take is copied in parts; here that begins at 5 MiB instead of 5 GiB. */
class MultipartCopyTest {
    private static final int MIB = 1024 * 1024;
    private static final byte[] CONTENT = Bytes.random(12 * MIB);

    private static TestGateway gateway;
    private static S3Clients clients;
    private static ExecutorService executor;
    private static CopyTools tools;
    private static CopyLanes lanes;
    private static final OpenUploads OPEN = new OpenUploads();

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        clients = S3Clients.of(
                TestSettings.of(Map.of("longshore.s3.timeout", "5s")).s3(),
                Optional.of(gateway.proxy().endpoint()),
                true,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        gateway.storage().accessKey(), gateway.storage().secretKey())));
        executor = WorkThreads.newExecutor("test-copy", 64, WorkThreads.AtFull.CALLER_RUNS);
        UploadEngine engine = new UploadEngine(
                clients.client(),
                new PartMemory(64 * MIB, PartPlan.SMALLEST),
                new PartSenders(executor, thread -> {}),
                new PartPlan(8 * MIB, 8 * MIB),
                4,
                () -> gateway.gateway().backend().capabilities(),
                OPEN,
                BlockPlan.OF_S3,
                new BlockSpace(clients.client(), new Places(new Folder(gateway.bucket(), ""))));
        DownloadRequests downloads = new DownloadRequests(
                clients.client(),
                new AheadPolicy(new FirstByteTime(), new AheadMemory(engine.memory(), 0), engine.senders(), 4));
        tools = CopyTools.of(engine, downloads, new CopySizes(5 * MIB, 5 * MIB));
        lanes = new CopyLanes(executor);
    }

    @AfterAll
    static void stop() {
        executor.shutdown();
        clients.close();
        gateway.close();
    }

    @AfterEach
    void nothingIsLeft() {
        gateway.proxy().heal();
        assertThat(gateway.openUploads()).isEmpty();
    }

    @Test
    void copiesInPartsWithAllThatBelongsToIt() {
        StoredObject source = put("large");
        gateway.proxy().forget();
        copy(source, "large-2", true);
        assertThat(gateway.proxy().seen())
                .containsEntry(S3Operation.UPLOAD_PART_COPY, 3)
                .containsEntry(S3Operation.COMPLETE_MULTIPART_UPLOAD, 1)
                .doesNotContainKeys(S3Operation.COPY_OBJECT, S3Operation.UPLOAD_PART);
        assertThat(gateway.get("large-2")).isEqualTo(CONTENT);
        requireSameHeaders("large-2");
    }

    @Test
    void aFileOfOnePartGoesInOneRequest() {
        gateway.put("small", Bytes.random(5 * MIB));
        gateway.proxy().forget();
        copy(find("small"), "small-2", true);
        assertThat(gateway.proxy().seen())
                .containsEntry(S3Operation.COPY_OBJECT, 1)
                .doesNotContainKey(S3Operation.UPLOAD_PART_COPY);
    }

    @Test
    void setsTheTimeInPlace() {
        StoredObject source = put("timed");
        Instant time = Instant.parse("2001-09-09T01:46:40Z");
        new ObjectTimes(tools.engine(), tools.copies(), lanes).set(gateway.bucket(), source, time);
        assertThat(find("timed").modified()).isEqualTo(time);
        assertThat(gateway.get("timed")).isEqualTo(CONTENT);
        requireSameHeaders("timed");
    }

    @Test
    void leavesAChangedSourceAlone() {
        StoredObject source = put("changing");
        gateway.put("changing", Bytes.random(11 * MIB));
        assertThatThrownBy(() -> copy(source, "changed", true))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.OVERWRITE_REFUSED));
        assertThat(gateway.get("changed")).isNull();
    }

    @Test
    void replacesNothingThatMayNotBeReplaced() {
        StoredObject source = put("new");
        gateway.put("old", Bytes.random(10));
        assertThatThrownBy(() -> copy(source, "old", false))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.OVERWRITE_REFUSED));
        assertThat(gateway.get("old")).isEqualTo(Bytes.random(10));
    }

    /** All answers to the last request are lost; S3 has carried it out. */
    @ParameterizedTest
    @ValueSource(strings = {"unanswered", "unanswered-2"})
    void aLostAnswerIsLookedFor(String target) {
        StoredObject source = put("unanswered");
        gateway.proxy().fail(S3Operation.COMPLETE_MULTIPART_UPLOAD, Fault.LOST_ANSWER);
        copy(source, target, true);
        assertThat(gateway.get(target)).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @EnumSource(
            value = S3Operation.class,
            names = {"UPLOAD_PART_COPY", "COMPLETE_MULTIPART_UPLOAD"})
    void aFailureLeavesBothSides(S3Operation operation) {
        StoredObject source = put("failing");
        gateway.put("failed", Bytes.random(10));
        gateway.proxy().fail(operation, Fault.ERROR_500);
        assertThatThrownBy(() -> copy(source, "failed", true)).isInstanceOf(Failure.class);
        assertThat(gateway.get("failed")).isEqualTo(Bytes.random(10));
        assertThat(gateway.get("failing")).isEqualTo(CONTENT);
    }

    @Test
    void canBeStoppedBeforeItIsPublished() {
        StoredObject source = put("stopped");
        ObjectCopy copy = new ObjectCopy(gateway.bucket(), source, gateway.bucket(), "not-begun", true);
        assertThatThrownBy(() -> tools.copies().copy(copy, lanes.open(() -> {}), () -> {
                    throw new Failure(FailureKind.TRANSFER_BROKEN, "A stop of the test");
                }))
                .hasMessage("A stop of the test");
        assertThat(gateway.get("not-begun")).isNull();
        assertThat(gateway.get("stopped")).isEqualTo(CONTENT);
    }

    /** S3: 10,000 parts of up to 5 GiB. */
    @Test
    void partsAreAsManyAsS3Takes() {
        assertThat(CopySizes.OF_S3.partOf(6L << 30)).isEqualTo(512L * MIB);
        long part = CopySizes.OF_S3.partOf(ObjectStore.LARGEST_OBJECT);
        assertThat(part).isLessThanOrEqualTo(5L << 30);
        assertThat(part * PartPlan.MOST_PARTS).isGreaterThanOrEqualTo(ObjectStore.LARGEST_OBJECT);
    }

    private static String copy(StoredObject source, String key, boolean replace) {
        ObjectCopy copy = new ObjectCopy(gateway.bucket(), source, gateway.bucket(), key, replace);
        return tools.copies().copy(copy, lanes.open(() -> {}), () -> {});
    }

    private static StoredObject put(String key) {
        gateway.s3()
                .putObject(
                        request -> request.bucket(gateway.bucket())
                                .key(key)
                                .contentType("text/csv")
                                .cacheControl("max-age=5")
                                .contentDisposition("attachment")
                                .contentLanguage("de")
                                .metadata(Map.of("origin", "erp")),
                        RequestBody.fromBytes(CONTENT));
        return find(key);
    }

    private static StoredObject find(String key) {
        return tools.finder().find(gateway.bucket(), key).orElseThrow();
    }

    private static void requireSameHeaders(String key) {
        HeadObjectResponse head = gateway.s3()
                .headObject(request -> request.bucket(gateway.bucket()).key(key));
        assertThat(head.contentType()).isEqualTo("text/csv");
        assertThat(head.cacheControl()).isEqualTo("max-age=5");
        assertThat(head.contentDisposition()).isEqualTo("attachment");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.metadata()).containsEntry("origin", "erp");
    }
}

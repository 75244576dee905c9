package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.embedded.EmbeddedS3;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.TestSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ClientsTest {
    private static final String BUCKET = "bucket";
    private static final int SMALL = 100 * 1024;
    private static final int PART = 5 * 1024 * 1024;

    @TempDir
    static Path folder;

    private static EmbeddedS3 storage;

    @BeforeAll
    static void start() {
        storage = EmbeddedS3.start(TestSettings.of(Map.of(
                        "longshore.embedded.folder", folder.toString(),
                        "longshore.embedded.port", "0",
                        "longshore.embedded.access-key", "access",
                        "longshore.embedded.secret-key", "secret"))
                .embedded());
        try (S3Clients clients = clients("auto", storage.endpoint(), "secret")) {
            clients.client().createBucket(request -> request.bucket(BUCKET));
        }
    }

    @AfterAll
    static void stop() {
        storage.close();
    }

    @Test
    void aSmallBodyComesBackAsItWas() throws IOException {
        byte[] content = Bytes.random(SMALL);
        try (S3Clients clients = clients("auto", storage.endpoint(), "secret")) {
            put(clients.client(), "small", part(content));
            assertThat(get(clients.client(), "small")).isEqualTo(content);
        }
    }

    @Test
    void partsComeBackAsOneObject() throws IOException {
        byte[] first = Bytes.random(PART);
        byte[] second = Bytes.random(SMALL + 1);
        try (S3Clients clients = clients("auto", storage.endpoint(), "secret")) {
            S3Client client = clients.client();
            String id = client.createMultipartUpload(
                            request -> request.bucket(BUCKET).key("parts"))
                    .uploadId();
            CompletedPart[] sent = {upload(client, id, 1, first), upload(client, id, 2, second)};
            client.completeMultipartUpload(request ->
                    request.bucket(BUCKET).key("parts").uploadId(id).multipartUpload(upload -> upload.parts(sent)));
            byte[] stored = get(client, "parts");
            assertThat(stored).startsWith(first).endsWith(second).hasSize(PART + SMALL + 1);
        }
    }

    @Test
    void everyWayOfSigningIsTaken() throws IOException {
        for (String signing : new String[] {"auto", "always", "never"}) {
            byte[] content = Bytes.random(SMALL);
            try (S3Clients clients = clients(signing, storage.endpoint(), "secret")) {
                put(clients.client(), signing, part(content));
                assertThat(get(clients.client(), signing)).isEqualTo(content);
            }
        }
    }

    @Test
    void aBodyThatIsNotWhatItsChecksumSaysIsRefusedAlsoWithoutASignature() throws IOException {
        PartBuffer part = part(Bytes.random(SMALL));
        PartBuffer other = part(Bytes.random(SMALL + 1));
        try (S3Clients clients = clients("never", storage.endpoint(), "secret")) {
            assertThatThrownBy(() -> clients.client()
                            .putObject(
                                    request ->
                                            request.bucket(BUCKET).key("wrong").checksumCRC32C(part.crc32c()),
                                    body(other)))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
        }
    }

    @Test
    void wrongKeysAreToldAsSuch() throws IOException {
        PartBuffer part = part(Bytes.random(100));
        try (S3Clients clients = clients("auto", storage.endpoint(), "other")) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> put(clients.client(), "a", part))
                        .isInstanceOfSatisfying(S3Exception.class, e -> {
                            assertThat(e.statusCode()).isEqualTo(403);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
                        });
            }
        }
    }

    @Test
    void overHttpOnlyABodyWithAChecksumGoesUnsigned() throws Exception {
        try (RecordingS3 service = RecordingS3.answering(request -> 200);
                S3Clients clients = clients("auto", service.endpoint(), "secret")) {
            byte[] content = Bytes.random(SMALL);
            put(clients.client(), "a", part(content));
            clients.client().putObject(request -> request.bucket(BUCKET).key("b"), RequestBody.fromString("text"));
            RecordingS3.Request checked = service.requests().get(0);
            assertThat(checked.isUnsigned()).isTrue();
            assertThat(checked.header("authorization")).contains("x-amz-checksum-crc32c", "x-amz-content-sha256");
            assertThat(checked.header("host")).isEqualTo(service.endpoint().getAuthority());
            assertThat(checked.body()).isEqualTo(content);
            RecordingS3.Request unchecked = service.requests().get(1);
            assertThat(unchecked.header("x-amz-content-sha256")).isEqualTo(Bytes.sha256("text".getBytes()));
        }
    }

    @Test
    void theOperatorDecides() throws Exception {
        try (RecordingS3 service = RecordingS3.answering(request -> 200);
                S3Clients always = clients("always", service.endpoint(), "secret");
                S3Clients never = clients("never", service.endpoint(), "secret")) {
            byte[] content = Bytes.random(SMALL);
            put(always.client(), "a", part(content));
            never.client().putObject(request -> request.bucket(BUCKET).key("b"), RequestBody.fromString("text"));
            assertThat(service.requests().get(0).header("x-amz-content-sha256")).isEqualTo(Bytes.sha256(content));
            assertThat(service.requests().get(0).body()).isEqualTo(content);
            assertThat(service.requests().get(1).isUnsigned()).isTrue();
        }
    }

    @Test
    void aServiceThatWantsSignedBodiesGetsThem() throws Exception {
        try (RecordingS3 service = RecordingS3.answering(request -> request.isUnsigned() ? 403 : 200);
                S3Clients clients = clients("auto", service.endpoint(), "secret")) {
            PartBuffer part = part(Bytes.random(SMALL));
            put(clients.client(), "a", part);
            put(clients.client(), "b", part);
            assertThat(service.requests())
                    .extracting(RecordingS3.Request::isUnsigned)
                    .containsExactly(true, false, false);
        }
    }

    @Test
    void whatIsRefusedSignedTooIsNotSentAThirdTime() throws Exception {
        try (RecordingS3 service = RecordingS3.answering(request -> 403);
                S3Clients clients = clients("auto", service.endpoint(), "secret")) {
            PartBuffer part = part(Bytes.random(SMALL));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> put(clients.client(), "a", part)).isInstanceOf(S3Exception.class);
            }
            assertThat(service.requests())
                    .extracting(RecordingS3.Request::isUnsigned)
                    .containsExactly(true, false, true);
        }
    }

    @Test
    void whatIsSaidToBePackedIsNotUnpacked() throws IOException {
        try (S3Clients clients = clients("auto", storage.endpoint(), "secret")) {
            clients.client()
                    .putObject(
                            request -> request.bucket(BUCKET).key("packed").contentEncoding("gzip"),
                            RequestBody.fromString("text"));
            assertThat(clients.client()
                            .headObject(request -> request.bucket(BUCKET).key("packed"))
                            .contentEncoding())
                    .isEqualTo("gzip");
            assertThat(get(clients.client(), "packed")).isEqualTo("text".getBytes());
        }
    }

    @Test
    void aServiceThatRefusesOneBodyForAnotherReasonIsSentTheNextOneUnsigned() throws Exception {
        try (RecordingS3 service =
                        RecordingS3.answering(request -> request.line().contains("/a ") ? 403 : 200);
                S3Clients clients = clients("auto", service.endpoint(), "secret")) {
            PartBuffer part = part(Bytes.random(SMALL));
            assertThatThrownBy(() -> put(clients.client(), "a", part)).isInstanceOf(S3Exception.class);
            put(clients.client(), "b", part);
            assertThatThrownBy(() -> put(clients.client(), "a", part)).isInstanceOf(S3Exception.class);
            assertThat(service.requests())
                    .extracting(RecordingS3.Request::isUnsigned)
                    .containsExactly(true, false, true, true);
        }
    }

    @Test
    void whatCompletesAnUploadIsSignedThoughItTellsTheChecksumOfTheObject() throws Exception {
        try (RecordingS3 service = RecordingS3.answering(request -> 200);
                S3Clients clients = clients("auto", service.endpoint(), "secret")) {
            clients.client().completeMultipartUpload(request -> request.bucket(BUCKET)
                    .key("a")
                    .uploadId("1")
                    .checksumCRC32C("AAAAAA==")
                    .multipartUpload(upload -> upload.parts(
                            CompletedPart.builder().partNumber(1).eTag("x").build())));
            RecordingS3.Request request = service.requests().get(0);
            assertThat(request.header("x-amz-checksum-crc32c")).isEqualTo("AAAAAA==");
            assertThat(request.header("x-amz-content-sha256")).isEqualTo(Bytes.sha256(request.body()));
        }
    }

    @Test
    void partsThatWereUnderWayWhenTheFirstOneWasRefusedAreSentAgain() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch signed = new CountDownLatch(1);
        try (RecordingS3 service = RecordingS3.answering(request -> {
                    if (!request.isUnsigned()) {
                        signed.countDown();
                        return 200;
                    }
                    both.countDown();
                    awaitQuietly(request.line().contains("/late ") ? signed : both);
                    return 403;
                });
                S3Clients clients = clients("auto", service.endpoint(), "secret")) {
            PartBuffer part = part(Bytes.random(SMALL));
            CompletableFuture<Void> late = CompletableFuture.runAsync(() -> put(clients.client(), "late", part));
            put(clients.client(), "first", part);
            assertThat(late).succeedsWithin(Duration.ofSeconds(10));
            assertThat(service.requests()).hasSize(4);
        }
    }

    @Test
    void temporaryKeysAreSignedWithTheirToken() throws Exception {
        try (RecordingS3 service = RecordingS3.answering(request -> 200);
                S3Clients clients = S3Clients.of(
                        settings("auto"),
                        Optional.of(service.endpoint()),
                        true,
                        StaticCredentialsProvider.create(AwsSessionCredentials.create("access", "secret", "token")))) {
            put(clients.client(), "a", part(Bytes.random(SMALL)));
            RecordingS3.Request request = service.requests().get(0);
            assertThat(request.header("x-amz-security-token")).isEqualTo("token");
            assertThat(request.header("authorization")).contains("x-amz-security-token");
        }
    }

    @Test
    void aRequestOfAnotherThreadIsBrokenOff() throws Exception {
        try (RecordingS3 service = RecordingS3.answering(request -> RecordingS3.SILENCE);
                S3Clients clients = clients("auto", service.endpoint(), "secret")) {
            PartBuffer part = part(Bytes.random(SMALL));
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    put(clients.client(), "a", part);
                } catch (SdkException e) {
                    failure.complete(e);
                }
            });
            thread.start();
            Eventually.holds(
                    "the request has arrived", () -> !service.requests().isEmpty());
            clients.http().abort(thread);
            assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(SdkException.class);
            assertThat(service.requests()).hasSize(1);
        }
    }

    @Test
    void aConnectionThatTheServiceHasClosedIsNotAFailure() throws Exception {
        try (RecordingS3 service = RecordingS3.forgetful();
                S3Clients clients = clients("auto", service.endpoint(), "secret")) {
            for (int i = 0; i < 5; i++) {
                put(clients.client(), "a", part(Bytes.random(SMALL)));
            }
            assertThat(service.requests()).hasSizeBetween(5, 10);
        }
    }

    @Test
    void aDownloadThatIsGivenUpIsNotReadToItsEnd() throws IOException {
        try (S3Clients clients = clients("auto", storage.endpoint(), "secret")) {
            put(clients.client(), "large", part(Bytes.random(PART)));
            ResponseInputStream<GetObjectResponse> body =
                    clients.client().getObject(request -> request.bucket(BUCKET).key("large"));
            assertThat(body.read(new byte[10])).isPositive();
            body.abort();
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closingEndsRequestsThatAreOnTheirWay() throws Exception {
        try (RecordingS3 service = RecordingS3.answering(request -> RecordingS3.SILENCE)) {
            S3Clients clients = clients("auto", service.endpoint(), "secret");
            PartBuffer part = part(Bytes.random(SMALL));
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> put(clients.client(), "a", part));
            Eventually.holds(
                    "the request has arrived", () -> !service.requests().isEmpty());
            clients.close();
            assertThat(sent)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(RuntimeException.class);
        }
    }

    /** Of up to 5 GiB, about which some services say nothing until it is copied. Other requests are lost by then. */
    @Test
    void theCopyOfAWholeObjectMayTakeLong() throws Exception {
        CountDownLatch copied = new CountDownLatch(1);
        try (RecordingS3 service = RecordingS3.answering(request -> {
                    if (!request.header("x-amz-copy-source-range").isEmpty()) {
                        return RecordingS3.SILENCE;
                    }
                    awaitQuietly(copied);
                    return 200;
                });
                S3Clients clients = S3Clients.ofEmbedded(
                        TestSettings.of(Map.of("longshore.s3.timeout", "1s")).s3(),
                        service.endpoint(),
                        "access",
                        "secret")) {
            CompletableFuture<Void> whole = CompletableFuture.runAsync(() -> copy(clients.client(), null));
            Eventually.holds(
                    "the request has arrived", () -> !service.requests().isEmpty());
            assertThatThrownBy(() -> copy(clients.client(), "bytes=0-9")).isInstanceOf(SdkException.class);
            copied.countDown();
            assertThat(whole).succeedsWithin(Duration.ofSeconds(10));
            assertThat(service.requests())
                    .filteredOn(
                            request -> request.header("x-amz-copy-source-range").isEmpty())
                    .hasSize(1);
        }
    }

    private static void copy(S3Client client, @Nullable String range) {
        client.uploadPartCopy(request -> request.sourceBucket(BUCKET)
                .sourceKey("block")
                .copySourceRange(range)
                .destinationBucket(BUCKET)
                .destinationKey("whole")
                .uploadId("id")
                .partNumber(1));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static S3Clients clients(String signing, URI endpoint, String secretKey) {
        return S3Clients.ofEmbedded(settings(signing), endpoint, "access", secretKey);
    }

    private static S3Settings settings(String signing) {
        return TestSettings.of(Map.of("longshore.s3.payload-signing", signing)).s3();
    }

    private static void put(S3Client client, String key, PartBuffer part) {
        client.putObject(request -> request.bucket(BUCKET).key(key).checksumCRC32C(part.crc32c()), body(part));
    }

    private static CompletedPart upload(S3Client client, String id, int number, byte[] content) throws IOException {
        PartBuffer part = part(content);
        String etag = client.uploadPart(
                        request -> request.bucket(BUCKET)
                                .key("parts")
                                .uploadId(id)
                                .partNumber(number)
                                .checksumCRC32C(part.crc32c()),
                        body(part))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static byte[] get(S3Client client, String key) {
        return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                .asByteArray();
    }

    private static RequestBody body(PartBuffer part) {
        return RequestBody.fromContentProvider(part::open, part.length(), "application/octet-stream");
    }

    private static PartBuffer part(byte[] content) throws IOException {
        PartBuffer part = new PartBuffer();
        ByteArrayInputStream in = new ByteArrayInputStream(content);
        while (part.length() < content.length) {
            if (part.needsSlab()) {
                part.add(new byte[PartMemory.SLAB]);
            }
            part.readFrom(in, content.length, new CRC32C());
        }
        return part;
    }
}

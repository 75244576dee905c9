package dev.longshore.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A client that repeats nothing sees each fault as it is meant, and so does S3. */
class FaultProxyTest {
    private static final byte[] OLD = Bytes.random(100);
    private static final byte[] NEW = Bytes.random(200_000);
    private static TestS3 s3;
    private static S3Client client;

    @BeforeAll
    static void start() {
        s3 = TestS3.start();
        client = client(s3.proxy().endpoint());
    }

    @AfterAll
    static void stop() {
        client.close();
        s3.close();
    }

    @AfterEach
    void heal() {
        s3.proxy().heal();
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_500", "SLOW_DOWN_503", "RESET", "RESET_IN_BODY", "RESET_AFTER_BODY", "HANG_UP"})
    void doesNotReachS3(Fault fault) {
        String key = "unreached-" + fault;
        s3.put(key, OLD);
        s3.proxy().failOnly(key, S3Operation.PUT_OBJECT, 1, fault);
        assertThatThrownBy(() -> put(key)).isInstanceOf(SdkException.class);
        assertThat(s3.get(key)).isEqualTo(OLD);
        put(key);
        assertThat(s3.get(key)).isEqualTo(NEW);
        assertThat(s3.proxy().seen(key, S3Operation.PUT_OBJECT)).isEqualTo(2);
    }

    @Test
    void isCarriedOutWithoutAnAnswer() {
        s3.proxy().failOnly("lost", S3Operation.PUT_OBJECT, 1, Fault.LOST_ANSWER);
        assertThatThrownBy(() -> put("lost")).isInstanceOf(SdkClientException.class);
        assertThat(s3.get("lost")).isEqualTo(NEW);
    }

    @Test
    void onlyTheNamedObjectIsHit() {
        s3.proxy().failFrom("hit", S3Operation.PUT_OBJECT, 2, Fault.ERROR_500);
        put("hit");
        put("other");
        put("other");
        assertThatThrownBy(() -> put("hit")).isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> put("hit")).isInstanceOf(S3Exception.class);
        s3.proxy().forget("hit");
        put("hit");
        assertThat(s3.proxy().seen("hit", S3Operation.PUT_OBJECT)).isEqualTo(1);
    }

    @Test
    void answersLate() {
        s3.proxy().fail(S3Operation.PUT_OBJECT, Fault.SLOW);
        long from = System.nanoTime();
        put("slow");
        assertThat(System.nanoTime() - from).isGreaterThan(150_000_000);
        assertThat(s3.get("slow")).isEqualTo(NEW);
    }

    @Test
    void tellsWrongly() {
        String etag = put("told");
        s3.proxy().failOnly("told", S3Operation.PUT_OBJECT, 1, Fault.WRONG_ETAG);
        assertThat(put("told")).hasSameSizeAs(etag).isNotEqualTo(etag);
        s3.proxy().failOnly("told", S3Operation.PUT_OBJECT, 1, Fault.WRONG_CHECKSUM);
        assertThat(client.putObject(request -> request.bucket(s3.bucket()).key("told"), RequestBody.fromBytes(NEW))
                        .checksumCRC32C())
                .isEqualTo("AAAAAA==");
    }

    @ParameterizedTest
    @EnumSource(names = {"TRUNCATE", "STALL_AND_TRUNCATE"})
    void breaksOff(Fault fault) {
        s3.put("broken", NEW);
        s3.proxy().fail(S3Operation.GET_OBJECT, fault);
        assertThatThrownBy(() -> get("broken")).isInstanceOf(SdkClientException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_ANSWER", "ERROR_IN_200_DONE"})
    void completesAndDoesNotSaySo(Fault fault) {
        String key = "completed-" + fault;
        s3.proxy().fail(S3Operation.COMPLETE_MULTIPART_UPLOAD, fault);
        assertThatThrownBy(() -> multipart(key)).isInstanceOf(SdkException.class);
        assertThat(s3.get(key)).isEqualTo(NEW);
    }

    @Test
    void doesNotCompleteAndSays200() {
        s3.proxy().fail(S3Operation.COMPLETE_MULTIPART_UPLOAD, Fault.ERROR_IN_200);
        assertThatThrownBy(() -> multipart("incomplete")).isInstanceOf(S3Exception.class);
        assertThat(s3.get("incomplete")).isNull();
    }

    @Test
    void tellsWronglyOfACompletedUpload() {
        String etag = multipart("complete").eTag();
        s3.proxy().failOnly("complete", S3Operation.COMPLETE_MULTIPART_UPLOAD, 1, Fault.WRONG_ETAG);
        assertThat(multipart("complete").eTag()).hasSameSizeAs(etag).isNotEqualTo(etag);
        s3.proxy().failOnly("complete", S3Operation.COMPLETE_MULTIPART_UPLOAD, 1, Fault.WRONG_CHECKSUM);
        assertThat(multipart("complete").checksumCRC32C()).isEqualTo("AAAAAA==");
        assertThat(s3.get("complete")).isEqualTo(NEW);
    }

    private static String put(String key) {
        return client.putObject(request -> request.bucket(s3.bucket()).key(key), RequestBody.fromBytes(NEW))
                .eTag();
    }

    private static byte[] get(String key) {
        return client.getObjectAsBytes(request -> request.bucket(s3.bucket()).key(key))
                .asByteArray();
    }

    private static CompleteMultipartUploadResponse multipart(String key) {
        String id = client.createMultipartUpload(
                        request -> request.bucket(s3.bucket()).key(key))
                .uploadId();
        String etag = client.uploadPart(
                        request -> request.bucket(s3.bucket())
                                .key(key)
                                .uploadId(id)
                                .partNumber(1),
                        RequestBody.fromBytes(NEW))
                .eTag();
        return client.completeMultipartUpload(request -> request.bucket(s3.bucket())
                .key(key)
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(
                        List.of(CompletedPart.builder().partNumber(1).eTag(etag).build()))));
    }

    private static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }
}

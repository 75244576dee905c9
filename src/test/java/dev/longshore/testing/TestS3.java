package dev.longshore.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A bucket of its own in S3, and a {@link FaultProxy} before it on a free port of 127.0.0.1. The client of the tests goes around the
 * proxy. Which S3 that is, {@link TestStorage} says.
 */
public final class TestS3 implements AutoCloseable {
    private final String bucket = "test-" + UUID.randomUUID();
    private final TestStorage storage;
    private final FaultProxy proxy;
    private final S3Client client;

    private TestS3() throws IOException {
        storage = TestStorage.shared();
        client = client(storage);
        client.createBucket(request -> request.bucket(bucket));
        proxy = FaultProxy.before(storage.endpoint());
    }

    public static TestS3 start() {
        try {
            return new TestS3();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bucket's name; no other has it. */
    public String bucket() {
        return bucket;
    }

    /** Whether it is the embedded one. */
    public boolean isEmbedded() {
        return storage instanceof EmbeddedStorage;
    }

    public String accessKey() {
        return storage.accessKey();
    }

    public String secretKey() {
        return storage.secretKey();
    }

    public FaultProxy proxy() {
        return proxy;
    }

    /** One more proxy before the same S3, for one more gateway; the caller closes it. */
    public FaultProxy anotherProxy() {
        try {
            return FaultProxy.before(storage.endpoint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public S3Client client() {
        return client;
    }

    /** Puts an object into the bucket. */
    public void put(String key, byte[] content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    /** The bytes of an object; null when there is none. */
    public byte @Nullable [] get(String key) {
        try {
            return client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asByteArrayUnsafe();
        } catch (NoSuchKeyException e) {
            return null;
        }
    }

    /** The keys of the bucket. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        client.listObjectsV2Paginator(request -> request.bucket(bucket))
                .contents()
                .forEach(object -> keys.add(object.key()));
        return keys;
    }

    /** The multipart uploads that are neither completed nor aborted. */
    public List<MultipartUpload> openUploads() {
        return client.listMultipartUploads(request -> request.bucket(bucket)).uploads();
    }

    @Override
    public void close() {
        proxy.close();
        try (client) {
            storage.remove(client, bucket);
        }
    }

    private static S3Client client(TestStorage storage) {
        return S3Client.builder()
                .endpointOverride(storage.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(storage.accessKey(), storage.secretKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }
}

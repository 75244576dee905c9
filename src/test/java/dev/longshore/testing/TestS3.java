package dev.longshore.testing;

import dev.longshore.embedded.EmbeddedS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
 * An embedded S3 with a bucket, on a free port of 127.0.0.1, and a {@link FaultProxy} before it. The client of the tests goes around the
 * proxy.
 */
public final class TestS3 implements AutoCloseable {
    public static final String BUCKET = "test-bucket";
    public static final String ACCESS_KEY = "test-access";
    public static final String SECRET_KEY = "test-secret";

    private final Path folder;
    private final EmbeddedS3 storage;
    private final FaultProxy proxy;
    private final S3Client client;

    private TestS3() throws IOException {
        folder = Files.createTempDirectory("longshore-test");
        storage = EmbeddedS3.start(TestSettings.of(Map.of(
                        "longshore.embedded.folder",
                        folder.toString(),
                        "longshore.embedded.port",
                        "0",
                        "longshore.embedded.access-key",
                        ACCESS_KEY,
                        "longshore.embedded.secret-key",
                        SECRET_KEY))
                .embedded());
        client = client(storage.endpoint());
        client.createBucket(request -> request.bucket(BUCKET));
        proxy = FaultProxy.before(storage.endpoint());
    }

    public static TestS3 start() {
        try {
            return new TestS3();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FaultProxy proxy() {
        return proxy;
    }

    public S3Client client() {
        return client;
    }

    /** Puts an object into the bucket. */
    public void put(String key, byte[] content) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    /** The bytes of an object; null when there is none. */
    public byte @Nullable [] get(String key) {
        try {
            return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                    .asByteArrayUnsafe();
        } catch (NoSuchKeyException e) {
            return null;
        }
    }

    /** The keys of the bucket. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        client.listObjectsV2Paginator(request -> request.bucket(BUCKET))
                .contents()
                .forEach(object -> keys.add(object.key()));
        return keys;
    }

    /** The multipart uploads that are neither completed nor aborted. */
    public List<MultipartUpload> openUploads() {
        return client.listMultipartUploads(request -> request.bucket(BUCKET)).uploads();
    }

    @Override
    public void close() {
        proxy.close();
        client.close();
        storage.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }
}

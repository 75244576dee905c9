package dev.longshore.testing;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The S3 behind all tests of a process, each in a bucket of its own: the embedded one, unless {@code -Dlongshore.test.s3} names another. {@code localstack} starts LocalStack in a
 * container; a URL is the endpoint of an S3 that runs already, with {@code -Dlongshore.test.s3.access-key} and {@code .secret-key}.
 */
interface TestStorage {
    String PROPERTY = "longshore.test.s3";

    URI endpoint();

    String accessKey();

    String secretKey();

    /** Removes a bucket with all that is in it. What was on its way to S3 may still become an object meanwhile. */
    default void remove(S3Client client, String bucket) {
        Eventually.holds("the bucket is removed", () -> isRemoved(client, bucket));
    }

    private static boolean isRemoved(S3Client client, String bucket) {
        client.listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .forEach(upload -> client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        List<String> keys = client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
        keys.parallelStream()
                .forEach(key ->
                        client.deleteObject(request -> request.bucket(bucket).key(key)));
        try {
            client.deleteBucket(request -> request.bucket(bucket));
            return true;
        } catch (S3Exception e) {
            return false;
        }
    }

    static TestStorage shared() {
        String name = System.getProperty(PROPERTY, "embedded");
        return switch (name) {
            case "embedded" -> EmbeddedStorage.shared();
            case "localstack" -> LocalStackStorage.shared();
            default -> {
                if (!name.contains("://")) {
                    throw new IllegalArgumentException(PROPERTY + " is embedded, localstack or a URL, not " + name);
                }
                yield new RunningStorage(
                        URI.create(name),
                        System.getProperty(PROPERTY + ".access-key", "test-access"),
                        System.getProperty(PROPERTY + ".secret-key", "test-secret"));
            }
        };
    }
}

package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Small objects that are written and read whole, and read again when they have changed. */
public final class SmallObjects {
    private static final int NOT_MODIFIED = 304;

    private final S3Client client;
    private final Duration patience;

    /** What S3 answered. */
    public sealed interface Answer {}

    /** There is no such object. */
    public record Missing() implements Answer {}

    /** It is the one that was known. */
    public record Unchanged() implements Answer {}

    /**
     * The object, or as much of it as was asked for at most.
     *
     * @param etag empty where S3 tells none
     */
    public record Content(byte[] bytes, String etag) implements Answer {}

    SmallObjects(S3Client client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * 1 GetObject, with If-None-Match where an ETag is known.
     *
     * @param known the ETag of what was read before; null or empty for none
     * @param most  how many bytes are read, at most
     * @throws Failure when S3 cannot tell within some seconds
     */
    public Answer read(String bucket, String key, @Nullable String known, int most) {
        try (ResponseInputStream<GetObjectResponse> body = client.getObject(request -> request.bucket(bucket)
                .key(key)
                .ifNoneMatch(known == null || known.isEmpty() ? null : known)
                .overrideConfiguration(override -> override.apiCallTimeout(patience)))) {
            return content(bucket, key, body, most);
        } catch (IOException e) {
            throw new Failure(FailureKind.BACKEND_FAILED, "s3://" + bucket + "/" + key + " broke off", e);
        } catch (SdkException e) {
            int status = S3Failures.statusOf(e);
            if (status == NOT_MODIFIED) {
                return new Unchanged();
            }
            Failure failure = S3Failures.of("GetObject", bucket, key, e);
            if (failure.kind() == FailureKind.NOT_FOUND) {
                return new Missing();
            }
            throw failure;
        }
    }

    /**
     * 1 PutObject of JSON, with If-None-Match: an S3 that does not know it replaces what is there.
     *
     * @throws Failure when there is such an object, or S3 cannot tell within some seconds
     */
    public void create(String bucket, String key, byte[] bytes) {
        try {
            client.putObject(
                    request -> request.bucket(bucket)
                            .key(key)
                            .ifNoneMatch("*")
                            .contentType("application/json")
                            .overrideConfiguration(override -> override.apiCallTimeout(patience)),
                    RequestBody.fromBytes(bytes));
        } catch (SdkException e) {
            throw S3Failures.of("PutObject", bucket, key, e);
        }
    }

    /**
     * The first keys that begin so, in the order of their octets: 1 ListObjectsV2.
     *
     * @param most how many, at most; 1 to 1,000
     * @throws Failure when S3 cannot tell within some seconds
     */
    public List<String> first(String bucket, String prefix, int most) {
        try {
            return client
                    .listObjectsV2(request -> request.bucket(bucket)
                            .prefix(prefix)
                            .maxKeys(most)
                            .overrideConfiguration(override -> override.apiCallTimeout(patience)))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        } catch (SdkException e) {
            throw S3Failures.of("ListObjectsV2", bucket, prefix, e);
        }
    }

    /**
     * 1 DeleteObject.
     *
     * @throws Failure when S3 does not do it within some seconds
     */
    public void delete(String bucket, String key) {
        try {
            client.deleteObject(request -> request.bucket(bucket)
                    .key(key)
                    .overrideConfiguration(override -> override.apiCallTimeout(patience)));
        } catch (SdkException e) {
            throw S3Failures.of("DeleteObject", bucket, key, e);
        }
    }

    private static Content content(String bucket, String key, ResponseInputStream<GetObjectResponse> body, int most)
            throws IOException {
        Long length = body.response().contentLength();
        byte[] bytes = body.readNBytes(most);
        if (bytes.length == most) {
            body.abort();
        } else if (length != null && length != bytes.length) {
            throw new IOException("s3://" + bucket + "/" + key + " ended after " + bytes.length + " bytes");
        }
        String etag = body.response().eTag();
        return new Content(bytes, etag == null ? "" : etag);
    }
}

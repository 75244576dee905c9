package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The first request of a download, and what its answer says about those that may follow. */
record DownloadRequests(S3Client client, AheadPolicy policy) {
    /** For a stream that breaks; the SDK repeats each request on top of this. */
    private static final Backoff BACKOFF =
            new Backoff(6, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(30));

    /**
     * The object from a byte on.
     *
     * @param offset 0 to the object's size; at the size the download is empty
     * @param finder asked for the size where S3 refuses the range without telling it
     */
    ObjectDownload open(String bucket, String key, long offset, Supplier<Optional<StoredObject>> finder) {
        try {
            long asked = System.nanoTime();
            ResponseInputStream<GetObjectResponse> body = client.getObject(request -> request.bucket(bucket)
                    .key(key)
                    .range(offset == 0 ? null : "bytes=" + offset + "-")
                    .checksumMode(offset == 0 ? ChecksumMode.ENABLED : null));
            policy.firstByte().saw(System.nanoTime() - asked);
            return download(bucket, key, offset, body);
        } catch (SdkException e) {
            if (offset > 0 && S3Failures.isRangeNotSatisfiable(e)) {
                return emptyAtEnd(offset, e, finder);
            }
            throw S3Failures.of("GetObject", bucket, key, e);
        }
    }

    /**
     * The first bytes of an object as it was seen before.
     *
     * @param length how many, 1 to the object's size
     */
    ObjectDownload openHead(String bucket, StoredObject object, long length) {
        if (length == 0) {
            throw new IllegalArgumentException("Nothing to read");
        }
        return openAsSeen(bucket, object, 0, "bytes=0-" + (length - 1));
    }

    /**
     * The object as it was seen before, from a byte on.
     *
     * @param offset the first byte, less than the object's size
     * @throws Failure {@code FILE_CHANGED} when it is another one now
     */
    ObjectDownload openAsSeen(String bucket, StoredObject object, long offset) {
        return openAsSeen(bucket, object, offset, offset == 0 ? null : "bytes=" + offset + "-");
    }

    private ObjectDownload openAsSeen(String bucket, StoredObject object, long offset, @Nullable String range) {
        try {
            return download(bucket, object.key(), offset, client.getObject(request -> request.bucket(bucket)
                    .key(object.key())
                    .ifMatch(object.etag().isEmpty() ? null : object.etag())
                    .range(range)));
        } catch (SdkException e) {
            if (S3Failures.isChanged(e)) {
                throw new Failure(FailureKind.FILE_CHANGED, "s3://" + bucket + "/" + object.key() + " was replaced", e);
            }
            throw S3Failures.of("GetObject", bucket, object.key(), e);
        }
    }

    private ObjectDownload download(
            String bucket, String key, long offset, ResponseInputStream<GetObjectResponse> body) {
        String etag = body.response().eTag();
        Long length = body.response().contentLength();
        if (!isCondition(etag) || length == null) {
            return new ObjectDownload(body, offset, null);
        }
        RangeRequest request = new RangeRequest(client, bucket, key, etag);
        BrokenStream broken = new BrokenStream(request, offset + length, BACKOFF);
        return new ObjectDownload(body, offset, new ObjectDownload.Continuation(request, broken, policy));
    }

    /** RFC 9110 §13.1.1: If-Match compares strongly, so a weak ETag would never match. */
    private static boolean isCondition(@Nullable String etag) {
        return etag != null && !etag.isEmpty() && !etag.startsWith("W/");
    }

    private static ObjectDownload emptyAtEnd(long offset, SdkException cause, Supplier<Optional<StoredObject>> finder) {
        long size = sizeFrom(cause)
                .orElseGet(() -> finder.get().map(StoredObject::size).orElse(-1L));
        if (size == offset) {
            ResponseInputStream<GetObjectResponse> nothing = new ResponseInputStream<>(
                    GetObjectResponse.builder().contentLength(0L).build(), InputStream.nullInputStream());
            return new ObjectDownload(nothing, offset, null);
        }
        throw new Failure(FailureKind.RESTART_BEYOND_END, "Offset " + offset + " of " + size + " bytes", cause);
    }

    /** The size in {@code Content-Range: bytes *}{@code /SIZE} of a 416 answer. */
    private static Optional<Long> sizeFrom(SdkException cause) {
        if (cause instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails()
                    .sdkHttpResponse()
                    .firstMatchingHeader("Content-Range")
                    .filter(range -> range.matches("bytes \\*/\\d{1,18}"))
                    .map(range -> Long.valueOf(range.substring("bytes */".length())));
        }
        return Optional.empty();
    }
}

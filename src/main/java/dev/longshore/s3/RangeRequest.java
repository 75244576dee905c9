package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * GetObject of further bytes of an object that is being read, under the condition that it is still the same one.
 *
 * @param etag what the object had when its first bytes were read; never empty
 */
record RangeRequest(S3Client client, String bucket, String key, String etag) {
    /**
     * 1 GetObject with Range and If-Match; its headers have come when this returns.
     *
     * @param from     the first byte
     * @param end      behind the last byte
     * @param patience how long the headers may take
     * @throws Failure      {@code FILE_CHANGED} when the object was replaced or deleted
     * @throws SdkException for all that is not the object's doing
     */
    ResponseInputStream<GetObjectResponse> open(long from, long end, Duration patience) {
        ResponseInputStream<GetObjectResponse> body;
        try {
            body = client.getObject(request -> request.bucket(bucket)
                    .key(key)
                    .ifMatch(etag)
                    .range("bytes=" + from + "-" + (end - 1))
                    .overrideConfiguration(each -> each.apiCallTimeout(patience)));
        } catch (SdkException e) {
            if (S3Failures.isChanged(e) || S3Failures.isNotFound(e) || S3Failures.isRangeNotSatisfiable(e)) {
                throw changed(from, e);
            }
            throw e;
        }
        GetObjectResponse head = body.response();
        if (head.eTag() != null && !etag.equals(head.eTag())) {
            body.abort();
            throw changed(from, null);
        }
        if (head.contentLength() == null || head.contentLength() != end - from) {
            body.abort();
            throw new Failure(
                    FailureKind.BACKEND_FAILED, "GetObject of " + this + " gave other bytes than " + from + "-" + end);
        }
        return body;
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }

    private Failure changed(long from, @Nullable SdkException cause) {
        return new Failure(
                FailureKind.FILE_CHANGED,
                this + " was replaced or deleted while it was read, before byte " + from,
                cause);
    }
}

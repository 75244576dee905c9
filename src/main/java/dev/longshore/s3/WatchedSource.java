package dev.longshore.s3;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The object that is being copied at an S3 which heeds no condition on it. What was copied between two looks at it is of one content where
 * both looks tell the same ETag, size, version and time of storing; that time has whole seconds.
 *
 * @param first what S3 told of it before the first byte was copied
 */
record WatchedSource(S3Client client, String bucket, String key, HeadObjectResponse first) {
    /**
     * 1 HeadObject.
     *
     * @throws SdkException when S3 does not tell
     */
    static WatchedSource begin(S3Client client, String bucket, String key) {
        return new WatchedSource(client, bucket, key, client.headObject(request -> request.bucket(bucket)
                .key(key)));
    }

    /** Whether it began as an object of that ETag; an ETag that is not known counts for nothing. */
    boolean beganAs(String etag) {
        return etag.isEmpty() || first.eTag() == null || ETags.bare(etag).equals(ETags.bare(first.eTag()));
    }

    boolean beganWith(long size) {
        return first.contentLength() != null && first.contentLength() == size;
    }

    /**
     * 1 HeadObject: whether nobody has written it since.
     *
     * @throws SdkException when S3 does not tell
     */
    boolean isUnchanged() {
        HeadObjectResponse now;
        try {
            now = client.headObject(request -> request.bucket(bucket).key(key));
        } catch (SdkException e) {
            if (S3Failures.isNotFound(e)) {
                return false;
            }
            throw e;
        }
        return Objects.equals(first.eTag(), now.eTag())
                && Objects.equals(first.contentLength(), now.contentLength())
                && Objects.equals(first.lastModified(), now.lastModified())
                && Objects.equals(first.versionId(), now.versionId());
    }

    /** Whether a copy of the whole has other bytes; false where the ETags do not tell. */
    boolean differs(@Nullable String etag, @Nullable ServerSideEncryption encryption) {
        return ETags.isMd5(first.eTag())
                && ETags.isMd5(etag)
                && UploadProof.tellsContent(first.serverSideEncryption())
                && UploadProof.tellsContent(encryption)
                && !ETags.bare(etag).equals(ETags.bare(first.eTag()));
    }
}

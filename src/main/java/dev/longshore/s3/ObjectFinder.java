package dev.longshore.s3;

import dev.longshore.failure.Failure;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Looks at single objects. */
record ObjectFinder(S3Client client) {
    /**
     * 1 HeadObject. A time in the metadata goes before the time of storing.
     *
     * @throws Failure when S3 does not say
     */
    Optional<StoredObject> find(String bucket, String key) {
        return head(bucket, key, null).map(head -> stored(key, head));
    }

    /** 1 HeadObject that asks for the checksums that S3 keeps. */
    Optional<DigestedObject> findWithDigests(String bucket, String key) {
        return head(bucket, key, ChecksumMode.ENABLED)
                .map(head -> new DigestedObject(stored(key, head), RecordedDigests.of(head)));
    }

    private Optional<HeadObjectResponse> head(String bucket, String key, @Nullable ChecksumMode checksums) {
        try {
            return Optional.of(
                    client.headObject(request -> request.bucket(bucket).key(key).checksumMode(checksums)));
        } catch (SdkException e) {
            if (S3Failures.isNotFound(e)) {
                return Optional.empty();
            }
            throw S3Failures.of("HeadObject", bucket, key, e);
        }
    }

    private static StoredObject stored(String key, HeadObjectResponse head) {
        Instant modified = ModifiedTime.from(head.metadata())
                .orElseGet(() -> head.lastModified() == null ? Instant.EPOCH : head.lastModified());
        return new StoredObject(
                key,
                head.contentLength(),
                modified,
                orEmpty(head.eTag()),
                ObjectHeaders.storageClass(head.storageClassAsString()));
    }

    static String orEmpty(@Nullable String etag) {
        return etag == null ? "" : etag;
    }
}

package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Compares what S3 says it has with what was received: the checksum where it returns one, else the ETag where that is an MD5, else
 * the size. What differs is a failure, never a 226.
 */
record UploadProof(S3Client client, UploadTarget target) {
    /**
     * Compares what S3 confirmed with what was sent: the checksum where it gave one, else the ETag where that is an MD5.
     *
     * @return false when S3 gave neither
     */
    boolean requireConfirmed(String operation, PartBuffer part, @Nullable String checksum, @Nullable String etag) {
        if (checksum != null) {
            requireSame(operation, part.crc32c(), checksum);
            return true;
        }
        if (ETags.isMd5(etag)) {
            requireSame(operation, part.md5(), ETags.base64(etag));
            return true;
        }
        return false;
    }

    void requireSame(String operation, String sent, String confirmed) {
        if (!confirmed.equals(sent)) {
            throw new Failure(
                    FailureKind.BACKEND_FAILED,
                    operation + " of " + target + " was confirmed with checksum " + confirmed + " instead of " + sent);
        }
    }

    /**
     * Asks for what is stored where the answer to the upload did not tell enough.
     *
     * @param etag the one that it must have, without quotes; empty where that is not known
     * @param size the size that it must have, in bytes
     */
    void requireStored(String etag, long size) {
        HeadObjectResponse head;
        try {
            head = client.headObject(request -> request.bucket(target.bucket()).key(target.key()));
        } catch (SdkException e) {
            Failure failure = S3Failures.of("HeadObject", target.bucket(), target.key(), e);
            throw new Failure(FailureKind.BACKEND_FAILED, failure.getMessage(), e);
        }
        boolean sameSize = head.contentLength() != null && head.contentLength() == size;
        boolean sameContent = etag.isEmpty() || etag.equals(ETags.bare(head.eTag()));
        if (!sameSize || !sameContent) {
            throw new Failure(
                    FailureKind.BACKEND_FAILED,
                    target + " has " + head.contentLength() + " bytes and ETag " + head.eTag() + " at S3; " + size
                            + " bytes were received, to be " + etag);
        }
    }
}

package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Compares what S3 says it has with what was received: the checksum where it returns one, else the ETag where that is an MD5, else
 * the size. What differs is a failure, never a 226.
 */
record UploadProof(S3Client client, UploadTarget target) {
    /**
     * Compares what S3 confirmed with what was sent: the checksum where it gave one, else the ETag where that is an MD5.
     *
     * @param encryption how the object is encrypted at S3; with keys of KMS an ETag looks like an MD5 and is none
     * @return false when S3 gave neither
     */
    boolean requireConfirmed(
            String operation,
            PartBuffer part,
            @Nullable String checksum,
            @Nullable String etag,
            @Nullable ServerSideEncryption encryption) {
        if (checksum != null) {
            requireSame(operation, part.crc32c(), checksum);
            return true;
        }
        if (ETags.isMd5(etag) && tellsContent(encryption)) {
            requireSame(operation, part.md5(), ETags.base64(etag));
            return true;
        }
        return false;
    }

    private static boolean tellsContent(@Nullable ServerSideEncryption encryption) {
        return encryption == null || encryption == ServerSideEncryption.AES256;
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
     * @param told     the ETag that S3 told for this upload, without quotes; empty for none
     * @param computed the ETag that the parts' ETags make, compared where S3 told none and ETags tell the content; empty for none
     * @param size     the size that it must have, in bytes
     */
    void requireStored(String told, String computed, long size) {
        HeadObjectResponse head;
        try {
            head = client.headObject(request -> request.bucket(target.bucket()).key(target.key()));
        } catch (SdkException e) {
            Failure failure = S3Failures.of("HeadObject", target.bucket(), target.key(), e);
            throw new Failure(FailureKind.BACKEND_FAILED, failure.getMessage(), e);
        }
        String wanted = told.isEmpty() && tellsContent(head.serverSideEncryption()) ? computed : told;
        boolean sameSize = head.contentLength() != null && head.contentLength() == size;
        boolean sameContent = wanted.isEmpty() || wanted.equals(ETags.bare(head.eTag()));
        if (!sameSize || !sameContent) {
            throw new Failure(
                    FailureKind.BACKEND_FAILED,
                    target + " has " + head.contentLength() + " bytes and ETag " + head.eTag() + " at S3; " + size
                            + " bytes were received, to be " + wanted);
        }
    }
}

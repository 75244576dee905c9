package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Compares what S3 says it has with what was received: the checksum where it returns one, else the ETag where that is an MD5, else
 * the size. What differs is a failure, never a 226.
 */
record UploadProof(S3Client client, UploadTarget target) {
    /** What is stored under the key, beside what was received. */
    enum Stored {
        /** The same bytes: their checksum or their ETag says so. */
        SAME,
        /** As many bytes; S3 tells nothing of what they are. */
        AS_LONG,
        /** Other bytes, or no object. */
        OTHER
    }

    /**
     * Compares what S3 confirmed with what was sent: the checksum where it gave one, else the ETag where that is an MD5.
     *
     * @param encryption how the object is encrypted at S3; with keys of KMS an ETag looks like an MD5 and is none
     * @return whether they are the same; {@code AS_LONG} when S3 gave neither
     */
    static Stored confirmed(
            PartBuffer part,
            @Nullable String checksum,
            @Nullable String etag,
            @Nullable ServerSideEncryption encryption) {
        if (checksum != null) {
            return checksum.equals(part.crc32c()) ? Stored.SAME : Stored.OTHER;
        }
        if (ETags.isMd5(etag) && tellsContent(encryption)) {
            return ETags.base64(etag).equals(part.md5()) ? Stored.SAME : Stored.OTHER;
        }
        return Stored.AS_LONG;
    }

    /** With keys of KMS an ETag looks like an MD5 and is none. */
    static boolean tellsContent(@Nullable ServerSideEncryption encryption) {
        return encryption == null || encryption == ServerSideEncryption.AES256;
    }

    /**
     * 1 HeadObject, or 2 where the ETag tells nothing.
     *
     * @param told the ETag that S3 told for this upload, without quotes; empty for none. It counts only where the object's ETag is not that
     *             of the content: an answer may be wrong
     * @throws Failure {@code BACKEND_FAILED} when S3 does not say
     */
    Stored look(Content content, String told) {
        HeadObjectResponse head;
        try {
            head = client.headObject(request -> request.bucket(target.bucket()).key(target.key()));
        } catch (SdkException e) {
            if (S3Failures.isNotFound(e)) {
                return Stored.OTHER;
            }
            throw unknown(e);
        }
        if (head.contentLength() == null || head.contentLength() != content.size()) {
            return Stored.OTHER;
        }
        String etag = ETags.bare(head.eTag());
        String computed =
                tellsContent(head.serverSideEncryption()) ? content.etag().get() : "";
        if (!etag.isEmpty() && (etag.equals(computed) || etag.equals(told))) {
            return Stored.SAME;
        }
        if (!etag.isEmpty() && !(computed.isEmpty() && told.isEmpty())) {
            return Stored.OTHER;
        }
        return content.crc32c().isEmpty() ? Stored.AS_LONG : lookAtChecksum(content);
    }

    private Stored lookAtChecksum(Content content) {
        HeadObjectResponse head;
        try {
            head = client.headObject(
                    request -> request.bucket(target.bucket()).key(target.key()).checksumMode(ChecksumMode.ENABLED));
        } catch (SdkException e) {
            throw unknown(e);
        }
        if (head.checksumCRC32C() == null || head.checksumType() == ChecksumType.COMPOSITE) {
            return Stored.AS_LONG;
        }
        return head.checksumCRC32C().equals(content.crc32c()) ? Stored.SAME : Stored.OTHER;
    }

    /** What S3 has is not what it was given. */
    Failure mismatch(String operation) {
        return new Failure(
                FailureKind.BACKEND_FAILED,
                operation + ": what S3 confirmed for " + target + " is not what was received");
    }

    private Failure unknown(SdkException cause) {
        Failure failure = S3Failures.of("HeadObject", target.bucket(), target.key(), cause);
        return new Failure(
                FailureKind.BACKEND_FAILED,
                "It is not known whether " + target + " was published: " + failure.getMessage(),
                cause);
    }
}

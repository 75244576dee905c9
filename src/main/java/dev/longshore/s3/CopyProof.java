package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Whether an object is a copy of another one. An object is deleted only where this says so. */
final class CopyProof {
    private static final int BUFFER = 64 * 1024;

    private final S3Client client;
    private final DownloadRequests downloads;

    CopyProof(S3Client client, DownloadRequests downloads) {
        this.client = client;
        this.downloads = downloads;
    }

    /**
     * Compares a copy that S3 has confirmed with its source. None where the ETag that S3 answered is of the same content; else 1 HeadObject,
     * and where two MD5s differ 1 more.
     *
     * @param answered the ETag of S3's answer; empty for none
     * @return the ETag of the copy, with its quotes
     * @throws Failure {@code BACKEND_FAILED} when it is no copy
     */
    String require(ObjectCopy copy, String answered) {
        String expected = ETags.bare(copy.source().etag());
        if (ETags.sameContent(expected, answered)) {
            return answered;
        }
        HeadObjectResponse head = head(copy.toBucket(), copy.toKey());
        String etag = ETags.bare(head.eTag());
        boolean asLong = head.contentLength() != null
                && head.contentLength() == copy.source().size();
        boolean answeredOne = answered.isEmpty() || etag.isEmpty() || etag.equals(ETags.bare(answered));
        if (asLong && (ETags.sameContent(expected, etag) || answeredOne && !differ(copy, head))) {
            return head.eTag() == null ? "" : head.eTag();
        }
        throw new Failure(FailureKind.BACKEND_FAILED, "What S3 has is no copy of " + copy);
    }

    /** ETags that are MD5s of contents tell contents apart; checksums do, too. */
    private boolean differ(ObjectCopy copy, HeadObjectResponse head) {
        String expected = copy.source().etag();
        boolean comparable = ETags.isMd5(expected) && ETags.isMd5(head.eTag());
        StoredChecksums checksums = StoredChecksums.of(head);
        if (!comparable && checksums.values().isEmpty()) {
            return false;
        }
        HeadObjectResponse source = head(copy.bucket(), copy.source().key());
        Optional<Boolean> equal = checksums.equal(StoredChecksums.of(source));
        return equal.map(same -> !same)
                .orElse(comparable
                        && UploadProof.tellsContent(source.serverSideEncryption())
                        && UploadProof.tellsContent(head.serverSideEncryption()));
    }

    /**
     * Whether two objects have the same bytes: by their ETags, else by their checksums (2 HeadObjects), else by reading both (2
     * GetObjects).
     */
    boolean same(String bucket, StoredObject one, String otherBucket, StoredObject other) {
        if (one.size() != other.size()) {
            return false;
        }
        if (one.size() == 0 || ETags.sameContent(one.etag(), other.etag())) {
            return true;
        }
        HeadObjectResponse head = head(bucket, one.key());
        HeadObjectResponse otherHead = head(otherBucket, other.key());
        if (!ETags.bare(head.eTag()).equals(ETags.bare(one.etag()))) {
            return false;
        }
        Optional<Boolean> equal = StoredChecksums.of(head).equal(StoredChecksums.of(otherHead));
        if (equal.isPresent()) {
            return equal.get();
        }
        boolean tellBoth = ETags.isMd5(head.eTag())
                && ETags.isMd5(otherHead.eTag())
                && UploadProof.tellsContent(head.serverSideEncryption())
                && UploadProof.tellsContent(otherHead.serverSideEncryption());
        return !tellBoth && sameBytes(bucket, one, otherBucket, other);
    }

    private boolean sameBytes(String bucket, StoredObject one, String otherBucket, StoredObject other) {
        try (ObjectDownload first = downloads.openAsSeen(bucket, one, 0);
                ObjectDownload second = downloads.openAsSeen(otherBucket, other, 0)) {
            Bytes left = new Bytes(first);
            Bytes right = new Bytes(second);
            while (left.fill() && right.fill()) {
                int count = Math.min(left.count(), right.count());
                if (!Arrays.equals(
                        left.bytes, left.from, left.from + count, right.bytes, right.from, right.from + count)) {
                    return false;
                }
                left.from += count;
                right.from += count;
            }
            return !left.fill() && !right.fill();
        }
    }

    /** What was read of a download and not yet compared. */
    private static final class Bytes {
        private final ObjectDownload download;
        private final byte[] bytes = new byte[BUFFER];
        private int from;
        private int to;

        Bytes(ObjectDownload download) {
            this.download = download;
        }

        int count() {
            return to - from;
        }

        /** False at the end. */
        boolean fill() {
            if (from == to) {
                from = 0;
                to = Math.max(0, download.read(bytes));
            }
            return to > from;
        }
    }

    private HeadObjectResponse head(String bucket, String key) {
        try {
            return client.headObject(request -> request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
        } catch (SdkException e) {
            Failure failure = S3Failures.of("HeadObject", bucket, key, e);
            throw new Failure(
                    failure.kind() == FailureKind.NOT_FOUND ? FailureKind.BACKEND_FAILED : failure.kind(),
                    failure.getMessage(),
                    e);
        }
    }
}

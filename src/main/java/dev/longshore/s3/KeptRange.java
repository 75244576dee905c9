package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/** The first bytes of an object, copied inside S3 into a multipart upload of the same key (UploadPartCopy). */
record KeptRange(UploadRequests requests, String uploadId, String etag) {
    private static final long GIB = 1024 * 1024 * 1024;

    /** S3's limit is 5 GiB; so much less always leaves enough for the last piece. */
    private static final long LARGEST = 5 * GIB - PartPlan.SMALLEST;

    private static final long USUAL = 5 * GIB / 2;

    /** So many pieces at most, as long as they may grow: the bytes that are appended need parts, too. */
    private static final int PIECES = 9_000;

    /** Takes the parts in order, numbered from 1. */
    interface PartSink {
        void accept(int number, CompletedPart part);
    }

    /**
     * Copies bytes 0 to {@code length} - 1; {@code length} is at least 5 MiB. Where S3 heeds no condition on the source, 1 HeadObject before
     * the first piece and 1 behind the last show that all pieces are of one object.
     *
     * @throws Failure {@code FILE_CHANGED} when the object is another one than that of the ETag
     */
    void copy(long length, PartSink sink) {
        if (!etag.isEmpty() && requests.engine().can(Capability.CONDITIONAL_SOURCE)) {
            copyPieces(length, sink);
            return;
        }
        UploadTarget target = requests.target();
        try {
            WatchedSource source = WatchedSource.begin(requests.engine().client(), target.bucket(), target.key());
            requireSame(source.beganAs(etag));
            copyPieces(length, sink);
            requireSame(source.isUnchanged());
        } catch (SdkException e) {
            throw requests.failure("HeadObject", e);
        }
    }

    private void requireSame(boolean same) {
        if (!same) {
            throw new Failure(FailureKind.FILE_CHANGED, requests.target() + " was replaced before it was copied");
        }
    }

    private void copyPieces(long length, PartSink sink) {
        long piece = piece(length);
        int number = 1;
        long from = 0;
        while (from < length) {
            long left = length - from;
            long size = left < piece + PartPlan.SMALLEST ? left : piece;
            sink.accept(number, copyPart(number, from, from + size - 1));
            from += size;
            number++;
        }
    }

    /** How many bytes one copy takes. */
    static long piece(long length) {
        return Math.min(LARGEST, Math.max(USUAL, length / PIECES + 1));
    }

    private CompletedPart copyPart(int number, long first, long last) {
        UploadTarget target = requests.target();
        try {
            UploadPartCopyResponse response = requests.engine().client().uploadPartCopy(request -> request.sourceBucket(
                            target.bucket())
                    .sourceKey(target.key())
                    .copySourceRange("bytes=" + first + "-" + last)
                    .copySourceIfMatch(etag.isEmpty() ? null : etag)
                    .destinationBucket(target.bucket())
                    .destinationKey(target.key())
                    .uploadId(uploadId)
                    .partNumber(number));
            return CompletedPart.builder()
                    .partNumber(number)
                    .eTag(response.copyPartResult().eTag())
                    .build();
        } catch (SdkException e) {
            throw requests.failure("UploadPartCopy", e);
        }
    }
}

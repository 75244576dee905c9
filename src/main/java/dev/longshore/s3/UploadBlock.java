package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/**
 * A piece of a large upload: received into an object of its own, by a multipart upload and with the proof of every upload, and then copied
 * inside S3 to its place in the large one. Filled by one thread, then handed over to another one.
 */
final class UploadBlock {
    private final UploadEngine engine;
    private final UploadTarget scratch;
    private final MultipartUpload upload;
    private final long size;
    private final boolean checked;
    private final CRC32C checksum = new CRC32C();
    private long length;
    private State state = State.FILLING;

    @Nullable
    private String version;

    private enum State {
        /** No object was asked for. */
        FILLING,
        /** It is not known whether there is an object. */
        PUBLISHING,
        /** There is an object. */
        PUBLISHED
    }

    private UploadBlock(UploadEngine engine, UploadTarget scratch, MultipartUpload upload, long size, boolean checked) {
        this.engine = engine;
        this.scratch = scratch;
        this.upload = upload;
        this.size = size;
        this.checked = checked;
    }

    /**
     * 1 CreateMultipartUpload.
     *
     * @param whole   where the large upload goes
     * @param size    how many bytes it takes at most
     * @param checked whether parts are proved by CRC32C
     */
    static UploadBlock begin(UploadEngine engine, UploadTarget whole, long size, boolean checked) {
        UploadTarget scratch = engine.blocks().next(whole);
        try {
            MultipartUpload upload = MultipartUpload.begin(new UploadRequests(engine, scratch), checked);
            return new UploadBlock(engine, scratch, upload, size, checked);
        } catch (RuntimeException e) {
            engine.blocks().ended(scratch);
            throw e;
        }
    }

    /** How many bytes it can still take. */
    long room() {
        return size - length;
    }

    /** As {@link MultipartUpload#send(PartBuffer, Runnable)}; the part has no more bytes than there is room for. */
    void send(PartBuffer part, Runnable release) {
        length += part.length();
        if (checked) {
            count(part);
        }
        upload.send(part, release);
    }

    /**
     * Waits for its parts, publishes it as an object, and copies that object: CompleteMultipartUpload with its proof, UploadPartCopy. Used
     * once.
     *
     * @return the part that it has become
     */
    CompletedPart copyInto(UploadRequests whole, String uploadId, int number) {
        upload.awaitAll();
        state = State.PUBLISHING;
        String crc32c = checked ? PartBuffer.base64(checksum) : "";
        String told = upload.complete(new Content(length, crc32c, upload::etag));
        state = State.PUBLISHED;
        CopyPartResult copied = copy(whole, uploadId, number, told.isEmpty() ? etag() : told);
        if (checked
                && copied.checksumCRC32C() != null
                && !copied.checksumCRC32C().equals(crc32c)) {
            throw whole.proof().mismatch("UploadPartCopy " + number);
        }
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(copied.eTag())
                .checksumCRC32C(checked ? crc32c : null)
                .build();
    }

    /** Whatever became of it, nothing of it stays at S3: AbortMultipartUpload, DeleteObject, or both. */
    void end() {
        switch (state) {
            case FILLING -> upload.abort(() -> engine.blocks().ended(scratch));
            case PUBLISHING -> upload.abort(() -> engine.blocks().remove(scratch, null));
            case PUBLISHED -> engine.blocks().remove(scratch, version);
        }
    }

    /** 1 HeadObject. */
    private String etag() {
        return new ObjectFinder(engine.client())
                .find(scratch.bucket(), scratch.key())
                .map(StoredObject::etag)
                .orElseThrow(() -> new Failure(FailureKind.BACKEND_FAILED, scratch + " is gone"));
    }

    private CopyPartResult copy(UploadRequests whole, String uploadId, int number, String etag) {
        UploadTarget target = whole.target();
        try {
            UploadPartCopyResponse response = engine.client()
                    .uploadPartCopy(request -> request.sourceBucket(scratch.bucket())
                            .sourceKey(scratch.key())
                            .copySourceIfMatch(etag)
                            .destinationBucket(target.bucket())
                            .destinationKey(target.key())
                            .uploadId(uploadId)
                            .partNumber(number));
            version = response.copySourceVersionId();
            return response.copyPartResult();
        } catch (SdkException e) {
            throw changed(whole.failure("UploadPartCopy", e));
        }
    }

    /** That a block is not there any more says nothing about what the client asked for. */
    private static Failure changed(Failure failure) {
        return failure.kind() == FailureKind.OVERWRITE_REFUSED || failure.kind() == FailureKind.FILE_CHANGED
                ? new Failure(FailureKind.BACKEND_FAILED, failure.getMessage(), failure)
                : failure;
    }

    /** A pass over the bytes in memory. */
    private void count(PartBuffer part) {
        try {
            part.writeTo(new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.CRC32C;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * An object on its way into a bucket. Bytes are received into part memory and sent from it: one PutObject when all fit into the
 * first part, else a multipart upload with several parts on their way. Nothing is visible before {@link #commit()};
 * {@link #close()} without it leaves the bucket as it was. Used by one thread.
 */
public final class ObjectUpload implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ObjectUpload.class);
    private static final String CONTENT_TYPE = "application/octet-stream";

    private final S3Client client;
    private final PartMemory memory;
    private final PartSenders senders;
    private final PartPlan plan;
    private final int parallelParts;
    private final UploadTarget target;
    private final UploadProof proof;

    private final CRC32C whole = new CRC32C();
    private final Deque<SendingPart> inFlight = new ArrayDeque<>();
    private final List<CompletedPart> completed = new ArrayList<>();
    private PartBuffer buffer = new PartBuffer();
    private long received;
    private long kept;
    private int lastPart;
    private boolean ended;

    @Nullable
    private String uploadId;

    ObjectUpload(
            S3Client client,
            PartMemory memory,
            PartSenders senders,
            PartPlan plan,
            int parallelParts,
            UploadTarget target) {
        this.client = client;
        this.memory = memory;
        this.senders = senders;
        this.plan = plan;
        this.parallelParts = parallelParts;
        this.target = target;
        this.proof = new UploadProof(client, target);
    }

    /**
     * Begins the object with the first bytes of one that is in the bucket already; must come before any other byte. From
     * 5 MiB on they are copied inside S3, less are carried through memory.
     *
     * @param source the object, as it must still be: a changed one is a failure
     * @param length how many of its bytes to keep, 0 to its size
     */
    void keep(ObjectDownload.Opener source, StoredObject object, long length) {
        if (length < PartPlan.SMALLEST) {
            try (ObjectDownload head = source.open(object, length)) {
                InputStream in = head.stream();
                while (received < length) {
                    if (readFrom(in) < 0) {
                        throw new Failure(FailureKind.BACKEND_FAILED, "GetObject ended early for " + target);
                    }
                }
            } catch (IOException e) {
                throw new Failure(FailureKind.BACKEND_FAILED, "GetObject for " + target + ": " + e.getMessage(), e);
            }
        } else {
            new KeptRange(client, target, begin(), object.etag()).copy(length, (number, part) -> {
                lastPart = number;
                completed.add(part);
            });
            kept = length;
        }
    }

    /** How many bytes came in so far, kept ones included. */
    public long size() {
        return kept + received;
    }

    /**
     * One read from a stream, straight into part memory. Waits while memory or S3 is behind.
     *
     * @return how many bytes were read, -1 at the end of the stream
     * @throws IOException when the stream fails; a failure of S3 is a {@link Failure}
     */
    public int readFrom(InputStream in) throws IOException {
        if (uploadId == null && isPartFull()) {
            byte[] slab = memory.poll(this);
            if (slab != null) {
                return readBeyondFirstPart(in, slab);
            }
        }
        makeRoom();
        int most = (int) Math.min(Integer.MAX_VALUE, plan.sizeOf(lastPart + 1) - buffer.length());
        int count = buffer.readFrom(in, most, whole);
        if (count > 0) {
            received += count;
        }
        return count;
    }

    /** Sends what is still held of a multipart upload and waits for all parts; a small object waits for the commit. */
    public void flush() {
        if (uploadId == null) {
            return;
        }
        if (buffer.length() > 0) {
            sendPart();
        }
        while (!inFlight.isEmpty()) {
            awaitOldest();
        }
    }

    /**
     * Publishes the object, and returns only when S3 acknowledged it with a matching checksum, or, where S3 gives none, with a
     * matching size.
     */
    public void commit() {
        if (ended) {
            throw new IllegalStateException("The upload to " + target + " has ended");
        }
        flush();
        if (uploadId == null) {
            put();
        } else {
            complete();
        }
        ended = true;
        releaseBuffer();
    }

    /** Gives up what is not committed: nothing of it becomes visible. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        releaseBuffer();
        if (uploadId != null) {
            abort(uploadId);
        }
    }

    /** A file that ends right here is sent in one request; the next byte makes it a multipart upload. */
    private int readBeyondFirstPart(InputStream in, byte[] slab) throws IOException {
        PartBuffer next = new PartBuffer();
        next.add(slab);
        int count = -1;
        try {
            count = next.readFrom(in, PartMemory.SLAB, whole);
        } finally {
            if (count <= 0) {
                memory.release(this, next.drain());
            }
        }
        if (count > 0) {
            sendPart();
            buffer = next;
            received += count;
        }
        return count;
    }

    private boolean isPartFull() {
        return buffer.length() >= plan.sizeOf(lastPart + 1);
    }

    private void makeRoom() {
        if (isPartFull()) {
            sendPart();
        }
        if (!buffer.needsSlab()) {
            return;
        }
        byte[] slab = memory.poll(this);
        if (slab == null) {
            if (buffer.length() >= PartPlan.SMALLEST) {
                sendPart();
            }
            slab = waitForSlab();
        }
        buffer.add(slab);
    }

    private byte[] waitForSlab() {
        try {
            return memory.take(this);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void sendPart() {
        if (lastPart == PartPlan.MOST_PARTS) {
            throw new Failure(FailureKind.TOO_LARGE, target + " has more than " + PartPlan.MOST_PARTS + " parts");
        }
        String id = begin();
        while (inFlight.size() >= parallelParts) {
            awaitOldest();
        }
        int number = ++lastPart;
        PartBuffer full = buffer;
        buffer = new PartBuffer();
        SendingPart part = new SendingPart(
                () -> uploadPart(id, number, full), () -> memory.release(this, full.drain()), senders.breaker());
        try {
            senders.executor().execute(part);
            inFlight.add(part);
        } catch (RejectedExecutionException e) {
            memory.release(this, full.drain());
            throw stopping(e);
        }
    }

    private String begin() {
        if (uploadId == null) {
            CompletableFuture<String> created = new CompletableFuture<>();
            try {
                created = CompletableFuture.supplyAsync(this::create, senders.executor());
                uploadId = created.get();
            } catch (InterruptedException e) {
                created.thenAccept(this::abort);
                throw interrupted(e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SdkException sdk) {
                    throw failure("CreateMultipartUpload", sdk);
                }
                throw new Failure(FailureKind.BACKEND_FAILED, "CreateMultipartUpload for " + target, e.getCause());
            } catch (RejectedExecutionException e) {
                throw stopping(e);
            }
        }
        return uploadId;
    }

    /** Runs where nothing interrupts it: an upload that was begun without our knowing its id would stay at S3. */
    private String create() {
        boolean checked = !target.keepsBytes();
        return client.createMultipartUpload(request -> request.bucket(target.bucket())
                        .key(target.key())
                        .contentType(CONTENT_TYPE)
                        .checksumAlgorithm(checked ? ChecksumAlgorithm.CRC32_C : null)
                        .checksumType(checked ? ChecksumType.FULL_OBJECT : null))
                .uploadId();
    }

    /**
     * Copied parts come without a checksum at some services, and S3 takes either all parts with one or none. Where bytes are
     * kept, parts are therefore proved by Content-MD5.
     */
    private CompletedPart uploadPart(String id, int number, PartBuffer part) {
        boolean checked = !target.keepsBytes();
        String checksum = part.crc32c();
        UploadPartResponse response = client.uploadPart(
                request -> request.bucket(target.bucket())
                        .key(target.key())
                        .uploadId(id)
                        .partNumber(number)
                        .contentMD5(checked ? null : part.md5())
                        .checksumCRC32C(checked ? checksum : null),
                body(part));
        if (checked) {
            proof.requireConfirmed(
                    "UploadPart", part, response.checksumCRC32C(), response.eTag(), response.serverSideEncryption());
        }
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(response.eTag())
                .checksumCRC32C(checked ? response.checksumCRC32C() : null)
                .build();
    }

    private void awaitOldest() {
        SendingPart oldest = inFlight.element();
        try {
            completed.add(oldest.await());
            inFlight.remove();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SdkException cause) {
                throw failure("UploadPart", cause);
            }
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new Failure(FailureKind.BACKEND_FAILED, "UploadPart for " + target, e.getCause());
        }
    }

    private void put() {
        String checksum = buffer.crc32c();
        PutObjectResponse response;
        try {
            response = client.putObject(
                    request -> request.bucket(target.bucket())
                            .key(target.key())
                            .contentType(CONTENT_TYPE)
                            .checksumCRC32C(checksum)
                            .ifNoneMatch(target.ifNoneMatch()),
                    body(buffer));
        } catch (SdkException e) {
            throw failure("PutObject", e);
        }
        boolean confirmed = proof.requireConfirmed(
                "PutObject", buffer, response.checksumCRC32C(), response.eTag(), response.serverSideEncryption());
        if (!confirmed) {
            proof.requireStored(ETags.bare(response.eTag()), "", size());
        }
    }

    private void complete() {
        String checksum = PartBuffer.base64(whole);
        boolean full = !target.keepsBytes();
        CompleteMultipartUploadResponse response;
        try {
            response = client.completeMultipartUpload(request -> request.bucket(target.bucket())
                    .key(target.key())
                    .uploadId(uploadId)
                    .checksumType(full ? ChecksumType.FULL_OBJECT : null)
                    .checksumCRC32C(full ? checksum : null)
                    .ifNoneMatch(target.ifNoneMatch())
                    .multipartUpload(upload -> upload.parts(completed)));
        } catch (SdkException e) {
            throw failure("CompleteMultipartUpload", e);
        }
        uploadId = null;
        if (full && response.checksumType() == ChecksumType.FULL_OBJECT && response.checksumCRC32C() != null) {
            proof.requireSame("CompleteMultipartUpload", checksum, response.checksumCRC32C());
            return;
        }
        String told = ETags.bare(response.eTag());
        String computed = ETags.ofParts(completed).orElse("");
        if (told.isEmpty() || !told.equals(computed)) {
            proof.requireStored(told, computed, size());
        }
    }

    /**
     * Parts on their way are waited for first: one that arrived after the abort would stay. This thread may have been interrupted to get
     * here, and may have to make the request itself, which an interrupted thread cannot.
     */
    private void abort(String id) {
        List<SendingPart> open = List.copyOf(inFlight);
        open.forEach(SendingPart::stop);
        Runnable abort = () -> {
            open.forEach(SendingPart::awaitEnd);
            try {
                client.abortMultipartUpload(request ->
                        request.bucket(target.bucket()).key(target.key()).uploadId(id));
            } catch (SdkException e) {
                LOG.warnf(
                        "Parts of a broken upload stay at S3: %s",
                        failure("AbortMultipartUpload", e).getMessage());
            }
        };
        boolean interrupted = Thread.interrupted();
        try {
            senders.executor().execute(abort);
        } catch (RejectedExecutionException e) {
            abort.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void releaseBuffer() {
        memory.release(this, buffer.drain());
    }

    private RequestBody body(PartBuffer part) {
        return RequestBody.fromContentProvider(part::open, part.length(), CONTENT_TYPE);
    }

    private Failure failure(String operation, SdkException cause) {
        if (cause instanceof AbortedException) {
            return new Failure(FailureKind.TRANSFER_BROKEN, operation + " of " + target + " was aborted", cause);
        }
        Failure failure = S3Failures.of(operation, target.bucket(), target.key(), cause);
        return failure.kind() == FailureKind.NOT_FOUND
                ? new Failure(FailureKind.BACKEND_FAILED, failure.getMessage(), cause)
                : failure;
    }

    private Failure stopping(RejectedExecutionException cause) {
        return new Failure(FailureKind.TRANSFER_BROKEN, "The gateway stops; " + target + " is not uploaded", cause);
    }

    private Failure interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new Failure(FailureKind.TRANSFER_BROKEN, "The upload to " + target + " was aborted", cause);
    }
}

package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.s3.UploadProof.Stored;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * One multipart upload at S3. Other threads send its parts, a few at once; nothing is visible before {@link #complete}. Used by one
 * thread, or by several one after another.
 */
final class MultipartUpload {
    private static final Logger LOG = Logger.getLogger(MultipartUpload.class);

    private final UploadEngine engine;
    private final UploadTarget target;
    private final UploadRequests requests;
    private final OpenUploads.Id id;
    private final boolean checked;
    private final Deque<SendingPart> inFlight = new ArrayDeque<>();
    private final List<CompletedPart> completed = new ArrayList<>();
    private int lastPart;
    private boolean blocks;

    private MultipartUpload(UploadRequests requests, String uploadId, boolean checked) {
        this.requests = requests;
        this.engine = requests.engine();
        this.target = requests.target();
        this.id = new OpenUploads.Id(target.bucket(), target.key(), uploadId);
        this.checked = checked;
    }

    /**
     * 1 CreateMultipartUpload, made where nothing interrupts it: an upload that was begun without our knowing its id would stay at S3.
     *
     * @param checked whether parts are proved by CRC32C, else by Content-MD5. S3 takes all parts with a checksum or none, and copied
     *                parts come without one at some services
     */
    static MultipartUpload begin(UploadRequests requests, boolean checked) {
        UploadEngine engine = requests.engine();
        CompletableFuture<MultipartUpload> created = new CompletableFuture<>();
        try {
            created = CompletableFuture.supplyAsync(
                    () -> create(requests, checked), engine.senders().executor());
            return created.get();
        } catch (InterruptedException e) {
            created.thenAccept(MultipartUpload::abort);
            throw requests.interrupted(e);
        } catch (ExecutionException e) {
            throw requests.failure("CreateMultipartUpload", e.getCause());
        } catch (RejectedExecutionException e) {
            throw requests.stopping(e);
        }
    }

    private static MultipartUpload create(UploadRequests requests, boolean checked) {
        UploadTarget target = requests.target();
        UploadEngine engine = requests.engine();
        boolean whole = checked && engine.can(Capability.WHOLE_CHECKSUMS);
        String uploadId = engine.client()
                .createMultipartUpload(request -> request.bucket(target.bucket())
                        .key(target.key())
                        .contentType(UploadRequests.CONTENT_TYPE)
                        .checksumAlgorithm(checked ? ChecksumAlgorithm.CRC32_C : null)
                        .checksumType(whole ? ChecksumType.FULL_OBJECT : null))
                .uploadId();
        MultipartUpload upload = new MultipartUpload(requests, uploadId, checked);
        engine.open().begun(upload.id);
        return upload;
    }

    /** Whether parts are proved by CRC32C. */
    boolean isChecked() {
        return checked;
    }

    /** The number of the part that comes next; the first is 1. */
    int nextPart() {
        return lastPart + 1;
    }

    /** Copies the first {@code length} bytes of an object inside S3; must come before any other part. */
    void copy(StoredObject object, long length) {
        new KeptRange(requests, id.uploadId(), object.etag()).copy(length, (number, part) -> {
            lastPart = number;
            completed.add(part);
        });
    }

    /**
     * Sends a part, which belongs to this upload from now on; waits while as many as may be are on their way.
     *
     * @param release gives the part's memory back
     */
    void send(PartBuffer part, Runnable release) {
        send(engine.parallelParts() - 1, number -> uploadPart(number, part), release);
    }

    /** Makes a part of a block, which belongs to this upload from now on; waits until all parts before it are there. */
    void send(UploadBlock block) {
        blocks = true;
        send(0, number -> block.copyInto(requests, id.uploadId(), number), block::end);
    }

    /** @param others how many may be on their way meanwhile */
    private void send(int others, IntFunction<CompletedPart> request, Runnable release) {
        try {
            while (inFlight.size() > others) {
                awaitOldest();
            }
            int number = ++lastPart;
            SendingPart sending = new SendingPart(
                    () -> request.apply(number), release, engine.senders().breaker());
            engine.senders().executor().execute(sending);
            inFlight.add(sending);
        } catch (RejectedExecutionException e) {
            release.run();
            throw requests.stopping(e);
        } catch (Failure e) {
            release.run();
            throw e;
        }
    }

    /** Waits until S3 has acknowledged all parts. */
    void awaitAll() {
        while (!inFlight.isEmpty()) {
            awaitOldest();
        }
    }

    /**
     * Publishes: 1 CompleteMultipartUpload, and what it takes to know what became of it.
     *
     * @return the ETag that S3 told, with its quotes; empty where the answer was lost
     */
    String complete(Content content) {
        boolean whole = checked && engine.can(Capability.WHOLE_CHECKSUMS);
        requests.requireAllowed(Capability.CONDITIONAL_COMPLETE);
        CompleteMultipartUploadResponse response;
        try {
            response = engine.client().completeMultipartUpload(request -> request.bucket(target.bucket())
                    .key(target.key())
                    .uploadId(id.uploadId())
                    .checksumType(whole ? ChecksumType.FULL_OBJECT : null)
                    .checksumCRC32C(whole ? content.crc32c() : null)
                    .ifNoneMatch(requests.ifNoneMatch(Capability.CONDITIONAL_COMPLETE))
                    .ifMatch(requests.ifMatch())
                    .multipartUpload(upload -> upload.parts(completed)));
        } catch (SdkException e) {
            if (!S3Failures.mayHaveBeenDone(e)) {
                throw requests.failure("CompleteMultipartUpload", e);
            }
            settle(content, e);
            return "";
        }
        if (stored(content, response) != Stored.SAME || blocks && !whole) {
            requireStored(content, ETags.bare(response.eTag()));
        }
        engine.open().ended(id);
        return ObjectFinder.orEmpty(response.eTag());
    }

    private Stored stored(Content content, CompleteMultipartUploadResponse response) {
        if (response.checksumType() == ChecksumType.FULL_OBJECT && response.checksumCRC32C() != null) {
            return response.checksumCRC32C().equals(content.crc32c()) ? Stored.SAME : Stored.OTHER;
        }
        String told = ETags.bare(response.eTag());
        return !told.isEmpty() && told.equals(content.etag().get()) ? Stored.SAME : Stored.AS_LONG;
    }

    private void requireStored(Content content, String told) {
        if (requests.proof().look(content, told) == Stored.OTHER) {
            engine.open().ended(id);
            throw requests.proof().mismatch("CompleteMultipartUpload");
        }
    }

    /**
     * Finds out what became of a CompleteMultipartUpload whose answer was lost or is an error that may come too late. An aborted upload
     * cannot be completed any more, so what is stored after that is final.
     */
    private void settle(Content content, SdkException cause) {
        requests.uninterrupted(() -> {
            if (requests.proof().look(content, "") != Stored.SAME) {
                boolean wasThere = abortNow();
                Stored stored = requests.proof().look(content, "");
                boolean published = stored == Stored.SAME || stored == Stored.AS_LONG && !wasThere;
                if (!published) {
                    throw requests.failure("CompleteMultipartUpload", cause);
                }
            }
            engine.open().ended(id);
            LOG.infof("%s is published, although the answer was lost (%s)", target, cause.getMessage());
        });
    }

    /** Whether S3 still had it. */
    private boolean abortNow() {
        try {
            engine.client()
                    .abortMultipartUpload(request ->
                            request.bucket(target.bucket()).key(target.key()).uploadId(id.uploadId()));
            engine.open().ended(id);
            return true;
        } catch (SdkException e) {
            if (S3Failures.isNotFound(e)) {
                engine.open().ended(id);
                return false;
            }
            throw requests.failure("AbortMultipartUpload", e);
        }
    }

    /**
     * Gives up, in another thread. Parts on their way are waited for first: one that arrived after the abort would stay. This thread may
     * have been interrupted to get here, and may have to make the request itself, which an interrupted thread cannot.
     */
    void abort() {
        abort(() -> {});
    }

    /** @param afterwards runs behind the abort, in its thread, also where that failed */
    void abort(Runnable afterwards) {
        List<SendingPart> open = List.copyOf(inFlight);
        open.forEach(SendingPart::stop);
        Runnable abort = () -> {
            open.forEach(SendingPart::awaitEnd);
            try {
                abortNow();
            } catch (Failure e) {
                engine.open().leftBehind(id);
                LOG.warnf("Parts of a broken upload stay at S3 for now: %s", e.getMessage());
            }
            afterwards.run();
        };
        requests.uninterrupted(() -> {
            try {
                engine.senders().executor().execute(abort);
            } catch (RejectedExecutionException e) {
                abort.run();
            }
        });
    }

    /** The ETag, without quotes, that S3 gives to an object of these parts; empty where a part's is no MD5. */
    String etag() {
        return ETags.ofParts(completed).orElse("");
    }

    private CompletedPart uploadPart(int number, PartBuffer part) {
        String checksum = part.crc32c();
        UploadPartResponse response = engine.client()
                .uploadPart(
                        request -> request.bucket(target.bucket())
                                .key(target.key())
                                .uploadId(id.uploadId())
                                .partNumber(number)
                                .contentMD5(checked ? null : part.md5())
                                .checksumCRC32C(checked ? checksum : null),
                        UploadRequests.body(part));
        Stored stored = UploadProof.confirmed(
                part, response.checksumCRC32C(), response.eTag(), response.serverSideEncryption());
        if (stored == Stored.OTHER) {
            throw requests.proof().mismatch("UploadPart " + number);
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
            throw requests.interrupted(e);
        } catch (ExecutionException e) {
            throw requests.failure("UploadPart", e.getCause());
        }
    }
}

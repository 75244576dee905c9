package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/**
 * The copy of one object in parts: CreateMultipartUpload with all that the source carries, an UploadPartCopy for each part side by side,
 * CompleteMultipartUpload. Where S3 heeds no condition on the source, 1 HeadObject before the last shows that the source is still the
 * same. Used once, by one thread.
 */
final class MultipartCopy {
    private static final Logger LOG = Logger.getLogger(MultipartCopy.class);

    private final UploadRequests requests;
    private final UploadEngine engine;
    private final S3Client client;
    private final UploadTarget target;
    private final ObjectCopy copy;
    private final CopyProof proof;
    private final CopySizes sizes;
    private final UnaryOperator<ObjectHeaders> headers;
    private final boolean watched;

    /** @param headers what the copy carries instead of what the source does */
    MultipartCopy(
            UploadRequests requests,
            ObjectCopy copy,
            CopyProof proof,
            CopySizes sizes,
            UnaryOperator<ObjectHeaders> headers) {
        this.requests = requests;
        this.engine = requests.engine();
        this.client = engine.client();
        this.target = requests.target();
        this.copy = copy;
        this.proof = proof;
        this.sizes = sizes;
        this.headers = headers;
        this.watched = !copy.isConditional(engine);
    }

    /**
     * HeadObject and GetObjectTagging of the source, the multipart upload, and what {@link CopyProof#require} asks for.
     *
     * @param beforePublishing runs before CompleteMultipartUpload; may throw
     * @return the ETag of the copy, with its quotes
     */
    String run(Lanes lanes, Runnable beforePublishing) {
        HeadObjectResponse head = head();
        WatchedSource source =
                new WatchedSource(client, copy.bucket(), copy.source().key(), head);
        requireSource(source.beganAs(copy.source().etag())
                && source.beganWith(copy.source().size()));
        ObjectHeaders carried = headers.apply(ObjectHeaders.of(head));
        @Nullable
        Tagging tags = carried.tags(client, copy.bucket(), copy.source().key());
        OpenUploads.Id id = begin(head, carried, tags);
        List<CompletableFuture<CompletedPart>> parts = new ArrayList<>();
        boolean published = false;
        try {
            List<CompletedPart> completed = copyParts(lanes, id, source, parts);
            requireUnchanged(source);
            requests.requireAllowed(Capability.CONDITIONAL_COMPLETE);
            beforePublishing.run();
            String etag = complete(id, completed, head);
            published = true;
            tagAgain(tags);
            return etag;
        } finally {
            if (published) {
                engine.open().ended(id);
            } else {
                giveUp(id, parts);
            }
        }
    }

    /** Some services that heed no condition on a source, such as Ceph 16.2, do not heed the tags of CreateMultipartUpload either. */
    private void tagAgain(@Nullable Tagging tags) {
        if (tags == null || !watched) {
            return;
        }
        try {
            client.putObjectTagging(
                    request -> request.bucket(target.bucket()).key(target.key()).tagging(tags));
        } catch (SdkException e) {
            throw S3Failures.of("PutObjectTagging", target.bucket(), target.key(), e);
        }
    }

    private void requireUnchanged(WatchedSource source) {
        if (!watched) {
            return;
        }
        try {
            requireSource(source.isUnchanged());
        } catch (SdkException e) {
            throw S3Failures.of("HeadObject", copy.bucket(), copy.source().key(), e);
        }
    }

    private void requireSource(boolean same) {
        if (!same) {
            throw new Failure(FailureKind.OVERWRITE_REFUSED, "The source has changed: " + copy);
        }
    }

    private HeadObjectResponse head() {
        try {
            return client.headObject(request -> request.bucket(copy.bucket())
                    .key(copy.source().key())
                    .ifMatch(copy.ifSource())
                    .checksumMode(ChecksumMode.ENABLED));
        } catch (SdkException e) {
            throw S3Failures.of("HeadObject", copy.bucket(), copy.source().key(), e);
        }
    }

    /** Made on another thread: an upload that was begun without our knowing its id would stay at S3. */
    private OpenUploads.Id begin(HeadObjectResponse head, ObjectHeaders carried, @Nullable Tagging tags) {
        CompletableFuture<OpenUploads.Id> created = apart(() -> create(head, carried, tags));
        try {
            return await(created);
        } catch (Failure e) {
            created.thenAccept(id -> giveUp(id, List.of()));
            throw e;
        }
    }

    private OpenUploads.Id create(HeadObjectResponse head, ObjectHeaders carried, @Nullable Tagging tags) {
        Optional<ChecksumAlgorithm> whole = wholeChecksum(head);
        try {
            String uploadId = client.createMultipartUpload(request -> {
                        request.bucket(target.bucket())
                                .key(target.key())
                                .checksumAlgorithm(whole.orElse(null))
                                .checksumType(whole.isPresent() ? ChecksumType.FULL_OBJECT : null);
                        carried.into(request);
                        if (tags != null) {
                            request.tagging(tags);
                        }
                    })
                    .uploadId();
            OpenUploads.Id id = new OpenUploads.Id(target.bucket(), target.key(), uploadId);
            engine.open().begun(id);
            return id;
        } catch (SdkException e) {
            throw requests.failure("CreateMultipartUpload", e);
        }
    }

    /** On another thread, where an interrupt of this one does not reach it. */
    private <T> CompletableFuture<T> apart(Supplier<T> request) {
        try {
            return CompletableFuture.supplyAsync(request, engine.senders().executor());
        } catch (RejectedExecutionException e) {
            throw requests.stopping(e);
        }
    }

    private <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw requests.interrupted(e);
        } catch (ExecutionException e) {
            throw requests.failure("Copy", e.getCause());
        }
    }

    private Optional<ChecksumAlgorithm> wholeChecksum(HeadObjectResponse head) {
        return engine.can(Capability.WHOLE_CHECKSUMS) && head.checksumType() == ChecksumType.FULL_OBJECT
                ? StoredChecksums.of(head).whole()
                : Optional.empty();
    }

    private List<CompletedPart> copyParts(
            Lanes lanes, OpenUploads.Id id, WatchedSource source, List<CompletableFuture<CompletedPart>> parts) {
        long size = copy.source().size();
        if (!sizes.isSeveralParts(size)) {
            return List.of(copyWhole(id, source, parts));
        }
        long part = sizes.partOf(size);
        for (long from = 0; from < size; from += part) {
            String range = "bytes=" + from + "-" + (Math.min(size, from + part) - 1);
            int number = parts.size() + 1;
            parts.add(lanes.submit(
                    () -> completed(number, copyPart(id, number, range).copyPartResult())));
        }
        return parts.stream().map(lanes::await).toList();
    }

    /** As one part, without lanes. S3 copies ranges only of objects that are larger than a part must be. */
    private CompletedPart copyWhole(
            OpenUploads.Id id, WatchedSource source, List<CompletableFuture<CompletedPart>> parts) {
        CompletableFuture<CompletedPart> part = apart(() -> {
            UploadPartCopyResponse response = copyPart(id, 1, null);
            CopyPartResult result = response.copyPartResult();
            requireSource(!watched || !source.differs(result.eTag(), response.serverSideEncryption()));
            return completed(1, result);
        });
        parts.add(part);
        return await(part);
    }

    private UploadPartCopyResponse copyPart(OpenUploads.Id id, int number, @Nullable String range) {
        try {
            return client.uploadPartCopy(request -> request.sourceBucket(copy.bucket())
                    .sourceKey(copy.source().key())
                    .copySourceRange(range)
                    .copySourceIfMatch(copy.ifSource())
                    .destinationBucket(id.bucket())
                    .destinationKey(id.key())
                    .uploadId(id.uploadId())
                    .partNumber(number));
        } catch (SdkException e) {
            throw S3Failures.of("UploadPartCopy", copy.bucket(), copy.source().key(), e);
        }
    }

    private static CompletedPart completed(int number, CopyPartResult part) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .checksumCRC32C(part.checksumCRC32C())
                .checksumCRC64NVME(part.checksumCRC64NVME())
                .build();
    }

    private String complete(OpenUploads.Id id, List<CompletedPart> parts, HeadObjectResponse head) {
        Optional<ChecksumAlgorithm> whole = wholeChecksum(head);
        StoredChecksums checksums = StoredChecksums.of(head);
        CompleteMultipartUploadResponse response;
        try {
            response = client.completeMultipartUpload(request -> request.bucket(id.bucket())
                    .key(id.key())
                    .uploadId(id.uploadId())
                    .checksumType(whole.isPresent() ? ChecksumType.FULL_OBJECT : null)
                    .checksumCRC32(only(ChecksumAlgorithm.CRC32, whole, checksums))
                    .checksumCRC32C(only(ChecksumAlgorithm.CRC32_C, whole, checksums))
                    .checksumCRC64NVME(only(ChecksumAlgorithm.CRC64_NVME, whole, checksums))
                    .ifNoneMatch(requests.ifNoneMatch(Capability.CONDITIONAL_COMPLETE))
                    .ifMatch(requests.ifMatch())
                    .multipartUpload(upload -> upload.parts(parts)));
        } catch (SdkException e) {
            if (!S3Failures.mayHaveBeenDone(e)) {
                throw requests.failure("CompleteMultipartUpload", e);
            }
            return settle(id, parts, e);
        }
        return proof.require(copy, ObjectFinder.orEmpty(response.eTag()));
    }

    @Nullable
    private static String only(
            ChecksumAlgorithm algorithm, Optional<ChecksumAlgorithm> whole, StoredChecksums checksums) {
        return whole.filter(algorithm::equals).map(checksums::value).orElse(null);
    }

    /**
     * Finds out what became of a CompleteMultipartUpload whose answer was lost or is an error that may come too late. The ETag of the parts
     * tells it; a copy onto the object itself may have had it before. An upload that S3 can still abort was not completed.
     */
    private String settle(OpenUploads.Id id, List<CompletedPart> parts, SdkException cause) {
        String[] etag = new String[1];
        requests.uninterrupted(() -> {
            String expected = ETags.ofParts(parts).orElse("");
            boolean ontoItself =
                    copy.bucket().equals(id.bucket()) && copy.source().key().equals(id.key());
            Optional<StoredObject> there = new ObjectFinder(client).find(id.bucket(), id.key());
            boolean isOurs = !ontoItself
                    && !expected.isEmpty()
                    && there.filter(object -> ETags.bare(object.etag()).equals(expected))
                            .isPresent();
            if (!isOurs && abortNow(id)) {
                throw requests.failure("CompleteMultipartUpload", cause);
            }
            etag[0] = proof.require(copy, isOurs ? expected : "");
            LOG.infof("%s is copied, although the answer was lost (%s)", copy, cause.getMessage());
        });
        return etag[0];
    }

    /** Whether S3 still had it. */
    private boolean abortNow(OpenUploads.Id id) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(id.bucket()).key(id.key()).uploadId(id.uploadId()));
            return true;
        } catch (SdkException e) {
            if (S3Failures.isNotFound(e)) {
                return false;
            }
            throw requests.failure("AbortMultipartUpload", e);
        }
    }

    /** Parts on their way are waited for first: one that arrived after the abort would stay. */
    private void giveUp(OpenUploads.Id id, List<CompletableFuture<CompletedPart>> parts) {
        requests.uninterrupted(() -> {
            parts.forEach(part -> part.handle((done, failure) -> true).join());
            try {
                abortNow(id);
                engine.open().ended(id);
            } catch (Failure e) {
                engine.open().leftBehind(id);
                LOG.warnf("Parts of a broken copy stay at S3 for now: %s", e.getMessage());
            }
        });
    }
}

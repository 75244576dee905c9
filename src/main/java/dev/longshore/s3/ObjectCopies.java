package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * Copies objects inside S3, with all that belongs to them: metadata, content headers, tags, storage class and checksums. A copy is proved
 * before it counts as one.
 */
final class ObjectCopies {
    private static final Logger LOG = Logger.getLogger(ObjectCopies.class);

    private final UploadEngine engine;
    private final ObjectFinder finder;
    private final CopyProof proof;
    private final CopySizes sizes;

    ObjectCopies(UploadEngine engine, ObjectFinder finder, CopyProof proof, CopySizes sizes) {
        this.engine = engine;
        this.finder = finder;
        this.proof = proof;
        this.sizes = sizes;
    }

    /** Whether an object is copied in parts, for which lanes are needed. */
    boolean inParts(long size) {
        return size > sizes.whole() && engine.can(Capability.UPLOAD_PART_COPY);
    }

    /**
     * 1 CopyObject, and 1 HeadObject where its answer is no proof; a larger object in parts. Where the answer is lost, S3 is asked what
     * became of it.
     *
     * @param lanes            for the parts of a large object
     * @param beforePublishing runs before the request after which the copy may be there; may throw
     * @return the ETag of the copy, with its quotes
     * @throws Failure {@code NOT_FOUND} when there is no source any more, {@code OVERWRITE_REFUSED} when it has changed, or when
     *                 something is there that may not be replaced
     */
    String copy(ObjectCopy copy, Lanes lanes, Runnable beforePublishing) {
        if (inParts(copy.source().size())) {
            return parts(copy, copy.target(), UnaryOperator.identity()).run(lanes, beforePublishing);
        }
        beforePublishing.run();
        return copyWhole(copy);
    }

    /** A copy in parts, to a target that may have conditions of its own. */
    MultipartCopy parts(ObjectCopy copy, UploadTarget target, UnaryOperator<ObjectHeaders> headers) {
        return new MultipartCopy(new UploadRequests(engine, target), copy, proof, sizes, headers);
    }

    /** 1 CopyObject, which takes 5 GiB at most; never in parts. */
    String copyWhole(ObjectCopy copy) {
        UploadRequests requests = new UploadRequests(engine, copy.target());
        requests.requireAllowed(Capability.CONDITIONAL_COPY);
        String storageClass = storageClass(copy);
        CopyObjectResponse response;
        try {
            response = engine.client().copyObject(request -> request.sourceBucket(copy.bucket())
                    .sourceKey(copy.source().key())
                    .copySourceIfMatch(copy.ifSource())
                    .destinationBucket(copy.toBucket())
                    .destinationKey(copy.toKey())
                    .ifNoneMatch(requests.ifNoneMatch(Capability.CONDITIONAL_COPY))
                    .storageClass(storageClass));
        } catch (SdkException e) {
            if (!S3Failures.mayHaveBeenDone(e)) {
                throw failure(copy, e);
            }
            return settle(requests, copy, e);
        }
        return proof.require(
                copy,
                response.copyObjectResult() == null
                        ? ""
                        : ObjectFinder.orEmpty(response.copyObjectResult().eTag()));
    }

    /** Finds out what became of a CopyObject whose answer was lost or is an error that may come too late. */
    private String settle(UploadRequests requests, ObjectCopy copy, SdkException cause) {
        StoredObject[] found = new StoredObject[1];
        requests.uninterrupted(() -> {
            StoredObject there = finder.find(copy.toBucket(), copy.toKey()).orElseThrow(() -> failure(copy, cause));
            if (!proof.same(copy.bucket(), copy.source(), copy.toBucket(), there)) {
                throw failure(copy, cause);
            }
            found[0] = there;
            LOG.infof("%s is copied, although the answer was lost (%s)", copy, cause.getMessage());
        });
        return found[0].etag();
    }

    /** CopyObject alone would make each copy one of the class STANDARD. */
    @Nullable
    private String storageClass(ObjectCopy copy) {
        String told = source(copy).storageClass();
        return told.equals(StorageClass.STANDARD.toString()) ? null : told;
    }

    /**
     * The source with its storage class: 1 HeadObject where that is not known. An S3 that knows no condition on replacing heeds none on the
     * source of a copy, as Ceph 16.2, so there it is compared before anything is written.
     */
    private StoredObject source(ObjectCopy copy) {
        StoredObject seen = copy.source();
        boolean compare = !engine.can(Capability.CONDITIONAL_REPLACE) && seen.size() > 0;
        if (!compare && !seen.storageClass().isEmpty()) {
            return seen;
        }
        StoredObject now = finder.find(copy.bucket(), seen.key())
                .orElseThrow(() -> new Failure(FailureKind.NOT_FOUND, "Nothing to copy: " + copy));
        if (compare && !ETags.bare(now.etag()).equals(ETags.bare(seen.etag()))) {
            throw new Failure(FailureKind.OVERWRITE_REFUSED, "The source has changed: " + copy);
        }
        return now;
    }

    private static Failure failure(ObjectCopy copy, SdkException cause) {
        return S3Failures.of("CopyObject", copy.bucket(), copy.source().key(), cause);
    }
}

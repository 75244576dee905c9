package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tagging;

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
    private final SourceRemoval removal;

    ObjectCopies(UploadEngine engine, ObjectFinder finder, CopyProof proof, CopySizes sizes, SourceRemoval removal) {
        this.engine = engine;
        this.finder = finder;
        this.proof = proof;
        this.sizes = sizes;
        this.removal = removal;
    }

    /** Whether an object is larger than CopyObject takes, so that it is copied in parts. */
    boolean inParts(StoredObject source) {
        return source.size() > sizes.whole() && engine.copiesParts(source.key());
    }

    /** Whether an object takes lanes to be copied, because several requests do it side by side. */
    boolean needsLanes(StoredObject source) {
        boolean watched = source.etag().isEmpty() || !engine.can(Capability.CONDITIONAL_SOURCE);
        boolean parts = inParts(source) || watched && engine.copiesParts(source.key());
        return parts && sizes.isSeveralParts(source.size());
    }

    /**
     * 1 CopyObject, and 1 HeadObject where its answer is no proof; a larger object in parts. Where the answer is lost, S3 is asked what
     * became of it. Where S3 heeds no condition on the source, all that has bytes goes in parts, and an empty object by 1 HeadObject and 1
     * PutObject, so that nothing is published of another source; only where there is no UploadPartCopy either, see {@link #copyWatched}.
     *
     * @param lanes            for the parts of a large object
     * @param beforePublishing runs before the request after which the copy may be there; may throw
     * @return the ETag of the copy, with its quotes
     * @throws Failure {@code NOT_FOUND} when there is no source any more, {@code OVERWRITE_REFUSED} when it has changed, or when
     *                 something is there that may not be replaced
     */
    String copy(ObjectCopy copy, Lanes lanes, Runnable beforePublishing) {
        boolean watched = !copy.isConditional(engine);
        long size = copy.source().size();
        if (inParts(copy.source())
                || watched && size > 0 && engine.copiesParts(copy.source().key())) {
            return parts(copy, copy.target(), UnaryOperator.identity()).run(lanes, beforePublishing);
        }
        if (!watched) {
            beforePublishing.run();
            return copyWhole(copy);
        }
        return size == 0 ? copyEmpty(copy, beforePublishing) : copyWatched(copy, beforePublishing);
    }

    /** A copy in parts, to a target that may have conditions of its own. */
    MultipartCopy parts(ObjectCopy copy, UploadTarget target, UnaryOperator<ObjectHeaders> headers) {
        return new MultipartCopy(new UploadRequests(engine, target), copy, proof, sizes, headers);
    }

    /** 1 CopyObject, which takes 5 GiB at most; never in parts. */
    private String copyWhole(ObjectCopy copy) {
        UploadRequests requests = new UploadRequests(engine, copy.target());
        requests.requireAllowed(Capability.CONDITIONAL_COPY);
        try {
            return proof.require(copy, request(copy, requests));
        } catch (SdkException e) {
            return settle(requests, copy, e);
        }
    }

    /**
     * 1 CopyObject.
     *
     * @return the ETag of its answer
     * @throws SdkException when it may have been carried out
     */
    private String request(ObjectCopy copy, UploadRequests requests) {
        String storageClass = storageClass(copy);
        try {
            CopyObjectResponse response = engine.client().copyObject(request -> request.sourceBucket(copy.bucket())
                    .sourceKey(copy.source().key())
                    .copySourceIfMatch(copy.ifSource())
                    .destinationBucket(copy.toBucket())
                    .destinationKey(copy.toKey())
                    .ifNoneMatch(requests.ifNoneMatch(Capability.CONDITIONAL_COPY))
                    .storageClass(storageClass));
            return response.copyObjectResult() == null
                    ? ""
                    : ObjectFinder.orEmpty(response.copyObjectResult().eTag());
        } catch (SdkException e) {
            if (!S3Failures.mayHaveBeenDone(e)) {
                throw failure(copy, e);
            }
            throw e;
        }
    }

    /** An object of no bytes, whose copy cannot be of another content: 1 HeadObject, 1 PutObject with all that it told. */
    private String copyEmpty(ObjectCopy copy, Runnable beforePublishing) {
        UploadRequests requests = new UploadRequests(engine, copy.target());
        ObjectHeaders headers = ObjectHeaders.of(seen(copy).first());
        @Nullable
        Tagging tags =
                headers.tags(engine.client(), copy.bucket(), copy.source().key());
        requests.requireAllowed(Capability.CONDITIONAL_PUT);
        beforePublishing.run();
        try {
            return ObjectFinder.orEmpty(engine.client()
                    .putObject(
                            request -> {
                                request.bucket(copy.toBucket())
                                        .key(copy.toKey())
                                        .ifNoneMatch(requests.ifNoneMatch(Capability.CONDITIONAL_PUT));
                                headers.into(request);
                                if (tags != null) {
                                    request.tagging(tags);
                                }
                            },
                            RequestBody.empty())
                    .eTag());
        } catch (SdkException e) {
            if (!S3Failures.mayHaveBeenDone(e)) {
                throw requests.failure("PutObject", e);
            }
            return settle(requests, copy, e);
        }
    }

    /**
     * 1 CopyObject between HeadObjects of the source. A copy that may be of another source is removed again where nothing was there before;
     * what it has replaced is lost.
     */
    private String copyWatched(ObjectCopy copy, Runnable beforePublishing) {
        UploadRequests requests = new UploadRequests(engine, copy.target());
        WatchedSource source = seen(copy);
        boolean vacant = finder.find(copy.toBucket(), copy.toKey()).isEmpty();
        if (!vacant && !copy.replace()) {
            throw new Failure(FailureKind.OVERWRITE_REFUSED, copy.target() + " exists");
        }
        beforePublishing.run();
        String answered;
        try {
            answered = request(copy, requests);
        } catch (SdkException e) {
            return settle(requests, copy, e);
        }
        if (ETags.sameContent(answered, copy.source().etag()) || isUnchanged(copy, source)) {
            return proof.require(copy, answered);
        }
        if (vacant) {
            finder.find(copy.toBucket(), copy.toKey())
                    .filter(there -> ETags.bare(there.etag()).equals(ETags.bare(answered)))
                    .ifPresent(wrong -> removal.remove(copy.toBucket(), wrong));
        }
        throw changed(copy);
    }

    /** The source at an S3 that heeds no condition on it: 1 HeadObject. */
    private WatchedSource seen(ObjectCopy copy) {
        StoredObject seen = copy.source();
        WatchedSource source;
        try {
            source = WatchedSource.begin(engine.client(), copy.bucket(), seen.key());
        } catch (SdkException e) {
            throw S3Failures.of("HeadObject", copy.bucket(), seen.key(), e);
        }
        if (!source.beganWith(seen.size()) || seen.size() > 0 && !source.beganAs(seen.etag())) {
            throw changed(copy);
        }
        return source;
    }

    private static boolean isUnchanged(ObjectCopy copy, WatchedSource source) {
        try {
            return source.isUnchanged();
        } catch (SdkException e) {
            throw S3Failures.of("HeadObject", copy.bucket(), copy.source().key(), e);
        }
    }

    private static Failure changed(ObjectCopy copy) {
        return new Failure(FailureKind.OVERWRITE_REFUSED, "The source has changed: " + copy);
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

    /** CopyObject alone would make each copy one of the class STANDARD. 1 HeadObject where that of the source is not known. */
    @Nullable
    private String storageClass(ObjectCopy copy) {
        StoredObject seen = copy.source();
        String told = seen.storageClass().isEmpty()
                ? finder.find(copy.bucket(), seen.key())
                        .orElseThrow(() -> new Failure(FailureKind.NOT_FOUND, "Nothing to copy: " + copy))
                        .storageClass()
                : seen.storageClass();
        return told.equals(StorageClass.STANDARD.toString()) ? null : told;
    }

    private static Failure failure(ObjectCopy copy, SdkException cause) {
        return S3Failures.of("CopyObject", copy.bucket(), copy.source().key(), cause);
    }
}

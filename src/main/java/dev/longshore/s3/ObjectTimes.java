package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.time.Instant;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Sets the time of an object, which is metadata, which S3 changes only by a copy of the object onto itself. */
public final class ObjectTimes {
    private static final Logger LOG = Logger.getLogger(ObjectTimes.class);

    private final UploadEngine engine;
    private final ObjectCopies copies;
    private final CopyLanes lanes;

    ObjectTimes(UploadEngine engine, ObjectCopies copies, CopyLanes lanes) {
        this.engine = engine;
        this.copies = copies;
        this.lanes = lanes;
    }

    /**
     * 1 HeadObject and 1 CopyObject, or a copy in parts above 5 GiB. Content headers, other metadata, tags and storage class stay. The object
     * may be written in the moment between the two requests; where S3 heeds no condition on the source, the bytes that were written then
     * stay, with the headers of the object before, and this fails. A copy in parts, which could put the old bytes in their place, would be
     * worse.
     *
     * @param object   as it must still be: nothing is done to a changed one
     * @param modified the time that {@link ObjectStore#find} tells from now on
     * @throws Failure {@code OVERWRITE_REFUSED} when the object has changed
     */
    public void set(String bucket, StoredObject object, Instant modified) {
        ObjectCopy copy = new ObjectCopy(bucket, object, bucket, object.key(), true);
        if (copies.inParts(object)) {
            copies.parts(copy, UploadTarget.after(bucket, object), headers -> at(headers, modified))
                    .run(lanes.open(() -> {}), () -> {});
            return;
        }
        WatchedSource source = new WatchedSource(engine.client(), bucket, object.key(), head(copy));
        require(copy, source.beganAs(object.etag()) && source.beganWith(object.size()));
        ObjectHeaders headers = at(ObjectHeaders.of(source.first()), modified);
        try {
            CopyObjectResponse response = engine.client().copyObject(request -> {
                request.sourceBucket(bucket)
                        .sourceKey(object.key())
                        .copySourceIfMatch(copy.ifSource())
                        .destinationBucket(bucket)
                        .destinationKey(object.key());
                headers.into(request);
            });
            require(copy, copy.isConditional(engine) || isCopy(source, response));
        } catch (SdkException e) {
            Failure failure = S3Failures.of("CopyObject", bucket, object.key(), e);
            if (!S3Failures.mayHaveBeenDone(e) || !hasTime(bucket, object, modified)) {
                throw failure;
            }
            LOG.infof("The time of s3://%s/%s is set, although the answer was lost", bucket, object.key());
        }
    }

    private static boolean isCopy(WatchedSource source, CopyObjectResponse response) {
        return response.copyObjectResult() == null
                || !source.differs(response.copyObjectResult().eTag(), response.serverSideEncryption());
    }

    private static void require(ObjectCopy copy, boolean same) {
        if (!same) {
            throw new Failure(FailureKind.OVERWRITE_REFUSED, "The object has changed: " + copy);
        }
    }

    private static ObjectHeaders at(ObjectHeaders headers, Instant modified) {
        return new ObjectHeaders(headers.head(), ModifiedTime.into(headers.metadata(), modified));
    }

    private HeadObjectResponse head(ObjectCopy copy) {
        try {
            return engine.client().headObject(request -> request.bucket(copy.bucket())
                    .key(copy.source().key())
                    .ifMatch(copy.ifSource()));
        } catch (SdkException e) {
            throw S3Failures.of("HeadObject", copy.bucket(), copy.source().key(), e);
        }
    }

    private boolean hasTime(String bucket, StoredObject object, Instant modified) {
        return new ObjectFinder(engine.client())
                .find(bucket, object.key())
                .filter(found ->
                        found.size() == object.size() && found.modified().equals(modified))
                .isPresent();
    }
}

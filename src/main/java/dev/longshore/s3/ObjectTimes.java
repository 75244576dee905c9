package dev.longshore.s3;

import dev.longshore.failure.Failure;
import java.time.Instant;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
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
     * 1 HeadObject and 1 CopyObject, or a copy in parts above 5 GiB. Content headers, other metadata, tags and storage class stay.
     *
     * @param object   as it must still be: nothing is done to a changed one
     * @param modified the time that {@link ObjectStore#find} tells from now on
     * @throws Failure {@code OVERWRITE_REFUSED} when the object has changed
     */
    public void set(String bucket, StoredObject object, Instant modified) {
        ObjectCopy copy = new ObjectCopy(bucket, object, bucket, object.key(), true);
        if (copies.inParts(object.size())) {
            copies.parts(copy, UploadTarget.after(bucket, object), headers -> at(headers, modified))
                    .run(lanes.open(() -> {}), () -> {});
            return;
        }
        ObjectHeaders headers = at(ObjectHeaders.of(head(copy)), modified);
        try {
            engine.client().copyObject(request -> {
                request.sourceBucket(bucket)
                        .sourceKey(object.key())
                        .copySourceIfMatch(copy.ifSource())
                        .destinationBucket(bucket)
                        .destinationKey(object.key());
                headers.into(request);
            });
        } catch (SdkException e) {
            Failure failure = S3Failures.of("CopyObject", bucket, object.key(), e);
            if (!S3Failures.mayHaveBeenDone(e) || !hasTime(bucket, object, modified)) {
                throw failure;
            }
            LOG.infof("The time of s3://%s/%s is set, although the answer was lost", bucket, object.key());
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

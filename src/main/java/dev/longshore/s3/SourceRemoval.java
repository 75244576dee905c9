package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes objects that were copied, and no object that has been written since. */
final class SourceRemoval {
    /** S3: how many keys DeleteObjects takes. */
    static final int BATCH = 1000;

    private static final Logger LOG = Logger.getLogger(SourceRemoval.class);

    private final UploadEngine engine;
    private final S3Client client;
    private final ObjectFinder finder;

    SourceRemoval(UploadEngine engine, ObjectFinder finder) {
        this.engine = engine;
        this.client = engine.client();
        this.finder = finder;
    }

    /**
     * 1 DeleteObject with If-Match; where S3 does not know that, 1 HeadObject before it.
     *
     * @param seen as it was copied
     * @throws Failure {@code OVERWRITE_REFUSED} when it has changed, and stays
     */
    void remove(String bucket, StoredObject seen) {
        if (engine.can(Capability.CONDITIONAL_DELETE) && !seen.etag().isEmpty()) {
            try {
                delete(bucket, seen, seen.etag());
                return;
            } catch (Failure e) {
                if (e.kind() != FailureKind.OVERWRITE_REFUSED) {
                    throw e;
                }
            }
        }
        removeUnlessChanged(bucket, seen);
    }

    /** What S3 refuses by a condition is looked at: some markers of directories have no ETag that holds. */
    private void removeUnlessChanged(String bucket, StoredObject seen) {
        if (!isGone(bucket, seen)) {
            delete(bucket, seen, null);
        }
    }

    private void delete(String bucket, StoredObject seen, @Nullable String ifMatch) {
        try {
            client.deleteObject(
                    request -> request.bucket(bucket).key(seen.key()).ifMatch(ifMatch));
        } catch (SdkException e) {
            if (S3Failures.isNotFound(e)) {
                return;
            }
            Failure failure = S3Failures.of("DeleteObject", bucket, seen.key(), e);
            if (!S3Failures.mayHaveBeenDone(e) || !isGone(bucket, seen)) {
                throw failure;
            }
            LOG.infof("s3://%s/%s is deleted, although the answer was lost", bucket, seen.key());
        }
    }

    /**
     * DeleteObjects, or a DeleteObject for each where S3 does not know that. The objects were compared a moment ago; where S3 knows
     * conditions, it compares them once more.
     *
     * @param seen at most {@link #BATCH}
     * @return how many have changed, and stay
     */
    int removeAll(String bucket, List<StoredObject> seen) {
        if (!engine.can(Capability.DELETE_OBJECTS)) {
            return seen.stream()
                    .mapToInt(object -> stays(bucket, object) ? 1 : 0)
                    .sum();
        }
        boolean conditional = engine.can(Capability.CONDITIONAL_DELETE);
        Map<String, StoredObject> batch = new HashMap<>();
        List<ObjectIdentifier> keys = new ArrayList<>();
        for (StoredObject object : seen) {
            String etag = conditional && !object.etag().isEmpty() ? object.etag() : null;
            keys.add(ObjectIdentifier.builder().key(object.key()).eTag(etag).build());
            batch.put(object.key(), object);
        }
        try {
            int changed = 0;
            for (S3Error error : client.deleteObjects(request -> request.bucket(bucket)
                            .delete(list -> list.objects(keys).quiet(true)))
                    .errors()) {
                changed += isRefused(bucket, error) && stays(bucket, batch.get(error.key())) ? 1 : 0;
            }
            return changed;
        } catch (SdkException e) {
            throw S3Failures.of("DeleteObjects", bucket, seen.get(0).key(), e);
        }
    }

    /** Whether a condition did not hold. */
    private static boolean isRefused(String bucket, S3Error error) {
        return switch (error.code() == null ? "" : error.code()) {
            case "NoSuchKey" -> false;
            case "PreconditionFailed" -> true;
            case "AccessDenied" ->
                throw new Failure(
                        FailureKind.NOT_PERMITTED,
                        "DeleteObjects s3://" + bucket + "/" + error.key() + ": AccessDenied");
            default ->
                throw new Failure(
                        FailureKind.BACKEND_FAILED,
                        "DeleteObjects s3://" + bucket + "/" + error.key() + ": " + error.code());
        };
    }

    private boolean stays(String bucket, StoredObject object) {
        try {
            removeUnlessChanged(bucket, object);
            return false;
        } catch (Failure e) {
            if (e.kind() != FailureKind.OVERWRITE_REFUSED) {
                throw e;
            }
            LOG.warn(e.getMessage());
            return true;
        }
    }

    private boolean isGone(String bucket, StoredObject seen) {
        Optional<StoredObject> present = finder.find(bucket, seen.key());
        if (present.isPresent() && !isSame(present.get(), seen)) {
            throw new Failure(
                    FailureKind.OVERWRITE_REFUSED,
                    "s3://" + bucket + "/" + seen.key() + " has changed since it was copied, and stays");
        }
        return present.isEmpty();
    }

    private static boolean isSame(StoredObject present, StoredObject seen) {
        return present.size() == seen.size()
                && (seen.size() == 0 || ETags.bare(present.etag()).equals(ETags.bare(seen.etag())));
    }
}

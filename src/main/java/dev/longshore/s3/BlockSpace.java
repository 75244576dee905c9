package dev.longshore.s3;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Where blocks of uploads are while they are objects of their own: a folder below the gateway's prefix, whichever bucket the upload goes
 * to, so that the janitor finds what a process left behind.
 */
final class BlockSpace {
    private static final Logger LOG = Logger.getLogger(BlockSpace.class);
    private static final int MOST_LEFT = 10_000;

    private final S3Client client;
    private final Folder space;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<String> left = ConcurrentHashMap.newKeySet();

    /** @param prefix what all keys of the gateway begin with; empty, or ends with a slash */
    BlockSpace(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.space = new Folder(bucket, prefix + ReservedNames.BLOCK + "/");
    }

    /** Where a new block goes; no other one has this key. */
    UploadTarget next() {
        String key = space.key(UUID.randomUUID().toString());
        running.add(key);
        return UploadTarget.of(space.bucket(), key, true);
    }

    /** It is known that there is no object, and will be none. */
    void ended(String key) {
        running.remove(key);
        left.remove(key);
    }

    /**
     * 1 DeleteObject, made where no interrupt reaches it. What fails is tried again by {@link #retry}; what does not fit there the sweep
     * finds by its age.
     *
     * @param version the version that is to go for good; null where the bucket keeps none
     */
    void remove(String key, @Nullable String version) {
        Uninterrupted.run(() -> {
            try {
                delete(key, version);
                ended(key);
            } catch (SdkException e) {
                running.remove(key);
                if (left.size() < MOST_LEFT) {
                    left.add(key);
                }
                LOG.warnf("A block stays at S3 for now: %s", failure("DeleteObject", key, e));
            }
        });
    }

    /** Tries again to delete what this process had to leave. */
    void retry() {
        left.forEach(key -> remove(key, null));
    }

    /**
     * 1 ListObjectsV2 for each 1,000, DeleteObject for each that was left behind.
     *
     * @param before a block that was begun later is left alone: another gateway may be using it
     * @return how many were deleted
     */
    int sweep(Instant before) {
        int deleted = 0;
        try {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(space.bucket()).prefix(space.prefix()))
                    .contents()) {
                if (isOurs(object.key())
                        && !running.contains(object.key())
                        && object.lastModified() != null
                        && !object.lastModified().isAfter(before)) {
                    delete(object.key(), null);
                    deleted++;
                }
            }
        } catch (AbortedException e) {
            LOG.debug("The process stops; blocks that were left behind are looked for when it starts", e);
        } catch (SdkException e) {
            LOG.warnf(
                    "Blocks that were left behind could not be cleared away: %s",
                    failure("ListObjectsV2", space.prefix(), e));
        }
        if (deleted > 0) {
            LOG.infof("Deleted %d blocks that were left behind in %s", deleted, space);
        }
        return deleted;
    }

    private boolean isOurs(String key) {
        try {
            String name = key.substring(space.prefix().length());
            return UUID.fromString(name).toString().equals(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Who may not delete versions for good, deletes as everybody. */
    private void delete(String key, @Nullable String version) {
        try {
            client.deleteObject(
                    request -> request.bucket(space.bucket()).key(key).versionId(version));
        } catch (SdkException e) {
            if (version == null || S3Failures.statusOf(e) != 403) {
                throw e;
            }
            client.deleteObject(request -> request.bucket(space.bucket()).key(key));
        }
    }

    private String failure(String operation, String key, SdkException cause) {
        return S3Failures.of(operation, space.bucket(), key, cause).getMessage();
    }
}

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
 * Where blocks of uploads are while they are objects of their own: a folder in the {@link Place} that the upload goes to, so that no bytes
 * leave their bucket and the janitor finds what a process left behind.
 */
final class BlockSpace {
    private static final Logger LOG = Logger.getLogger(BlockSpace.class);
    private static final int MOST_LEFT = 10_000;

    private final S3Client client;
    private final Places places;
    private final Set<UploadTarget> running = ConcurrentHashMap.newKeySet();
    private final Set<UploadTarget> left = ConcurrentHashMap.newKeySet();

    BlockSpace(S3Client client, Places places) {
        this.client = client;
        this.places = places;
    }

    /** Where a new block of an upload goes; no other one has this key. */
    UploadTarget next(UploadTarget whole) {
        Folder space = in(places.around(whole));
        UploadTarget block =
                UploadTarget.of(space.bucket(), space.key(UUID.randomUUID().toString()), true);
        running.add(block);
        return block;
    }

    private static Folder in(Folder place) {
        return new Folder(place.bucket(), place.key(ReservedNames.BLOCK + "/"));
    }

    /** It is known that there is no object, and will be none. */
    void ended(UploadTarget block) {
        running.remove(block);
        left.remove(block);
    }

    /**
     * 1 DeleteObject, made where no interrupt reaches it. What fails is tried again by {@link #retry}; what does not fit there the sweep
     * finds by its age.
     *
     * @param version the version that is to go for good; null where the bucket keeps none
     */
    void remove(UploadTarget block, @Nullable String version) {
        Uninterrupted.run(() -> {
            try {
                delete(block, version);
                ended(block);
            } catch (SdkException e) {
                running.remove(block);
                if (left.size() < MOST_LEFT) {
                    left.add(block);
                }
                LOG.warnf("A block stays at S3 for now: %s", failure("DeleteObject", block.bucket(), block.key(), e));
            }
        });
    }

    /** Tries again to delete what this process had to leave. */
    void retry() {
        left.forEach(block -> remove(block, null));
    }

    /**
     * 1 ListObjectsV2 for each 1,000, DeleteObject for each that was left behind.
     *
     * @param before a block that was begun later is left alone: another gateway may be using it
     * @return how many were deleted
     */
    int sweep(Folder place, Instant before) {
        Folder space = in(place);
        int deleted = 0;
        try {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(space.bucket()).prefix(space.prefix()))
                    .contents()) {
                UploadTarget block = UploadTarget.of(space.bucket(), object.key(), true);
                if (isOurs(space.nameOf(object.key()))
                        && !running.contains(block)
                        && object.lastModified() != null
                        && !object.lastModified().isAfter(before)) {
                    delete(block, null);
                    deleted++;
                }
            }
        } catch (AbortedException e) {
            LOG.debug("The process stops; blocks that were left behind are looked for when it starts", e);
        } catch (SdkException e) {
            LOG.warnf(
                    "Blocks that were left behind could not be cleared away: %s",
                    failure("ListObjectsV2", space.bucket(), space.prefix(), e));
        }
        if (deleted > 0) {
            LOG.infof("Deleted %d blocks that were left behind in %s", deleted, space);
        }
        return deleted;
    }

    private static boolean isOurs(String name) {
        try {
            return UUID.fromString(name).toString().equals(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Who may not delete versions for good, deletes as everybody. */
    private void delete(UploadTarget block, @Nullable String version) {
        try {
            client.deleteObject(
                    request -> request.bucket(block.bucket()).key(block.key()).versionId(version));
        } catch (SdkException e) {
            if (version == null || S3Failures.statusOf(e) != 403) {
                throw e;
            }
            client.deleteObject(request -> request.bucket(block.bucket()).key(block.key()));
        }
    }

    private static String failure(String operation, String bucket, String key, SdkException cause) {
        return S3Failures.of(operation, bucket, key, cause).getMessage();
    }
}

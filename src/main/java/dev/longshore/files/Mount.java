package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.Folder;
import dev.longshore.s3.ObjectStore;
import dev.longshore.s3.Place;
import java.nio.charset.StandardCharsets;

/**
 * A part of a user's tree that is kept in a bucket.
 *
 * @param path   where it appears
 * @param bucket the bucket behind it
 * @param prefix what all its keys begin with; empty, or ends with a slash
 * @param access what the user may do there
 */
public record Mount(VirtualPath path, String bucket, String prefix, Access access) {
    /** What no bucket is behind: the directories above mounts, where the root is none. */
    static final Mount NOWHERE = new Mount(VirtualPath.ROOT, "", "", Access.NONE);

    public Mount {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            prefix = prefix + "/";
        }
    }

    /** A mount where everything is allowed. */
    public Mount(VirtualPath path, String bucket, String prefix) {
        this(path, bucket, prefix, Access.READ_WRITE);
    }

    /** The same part of the tree where only this is allowed. */
    public Mount with(Access allowed) {
        return new Mount(path, bucket, prefix, allowed);
    }

    /** Where it is, whatever its path. */
    Place place() {
        return new Place(new Folder(bucket, prefix), access.writes());
    }

    /** True when there is no bucket, and so no file. */
    boolean isNowhere() {
        return bucket.isEmpty();
    }

    /**
     * The key of a file in this mount.
     *
     * @throws Failure {@code NAME_NOT_ALLOWED} when the key is longer than S3 takes
     */
    String key(VirtualPath file) {
        return requireShort(prefix + file.after(path.segments().size()));
    }

    private static String requireShort(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > ObjectStore.LONGEST_KEY) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, "A key of more than " + ObjectStore.LONGEST_KEY + " bytes");
        }
        return key;
    }

    /** What the keys below a directory of this mount begin with; the empty string for the whole bucket. */
    String keysBelow(VirtualPath directory) {
        return directory.equals(path) ? prefix : requireShort(key(directory) + "/");
    }
}

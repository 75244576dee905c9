package dev.longshore.s3;

/**
 * All objects of a bucket whose keys begin with a prefix.
 *
 * @param prefix ends with a slash; empty for the whole bucket
 */
public record Folder(String bucket, String prefix) {
    /** What the key of one of its objects has behind the prefix; empty for the marker of the directory itself. */
    String nameOf(String key) {
        return key.substring(prefix.length());
    }

    String key(String name) {
        return prefix + name;
    }

    /** True when all that is in {@code other} is in here, too. */
    public boolean holds(Folder other) {
        return bucket.equals(other.bucket) && other.prefix.startsWith(prefix);
    }

    /** True when what an upload makes is in here. */
    boolean holds(UploadTarget target) {
        return bucket.equals(target.bucket()) && target.key().startsWith(prefix);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}

package dev.longshore.s3;

import org.jspecify.annotations.Nullable;

/**
 * Where an upload goes.
 *
 * @param replace whether an object of that key may be replaced
 * @param present the ETag of the object that the upload goes on from, empty where S3 told none; null for a new content
 */
record UploadTarget(
        String bucket,
        String key,
        boolean replace,
        @Nullable String present) {
    /** A new content. */
    static UploadTarget of(String bucket, String key, boolean replace) {
        return new UploadTarget(bucket, key, replace, null);
    }

    /** A content that begins with bytes of an object that is there. */
    static UploadTarget after(String bucket, StoredObject object) {
        return new UploadTarget(bucket, object.key(), true, object.etag());
    }

    /** The condition that lets S3 refuse to replace an object. */
    @Nullable
    String ifNoneMatch() {
        return replace ? null : "*";
    }

    /** The condition that lets S3 refuse to replace an object which has changed since it was read. */
    @Nullable
    String ifMatch() {
        return present == null || present.isEmpty() ? null : present;
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}

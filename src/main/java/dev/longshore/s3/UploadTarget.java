package dev.longshore.s3;

import org.jspecify.annotations.Nullable;

/**
 * Where an upload goes.
 *
 * @param replace    whether an object of that key may be replaced
 * @param keepsBytes whether the new object begins with bytes that are in the bucket already
 */
record UploadTarget(String bucket, String key, boolean replace, boolean keepsBytes) {
    /** The condition that lets S3 refuse to replace an object. */
    @Nullable
    String ifNoneMatch() {
        return replace ? null : "*";
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}

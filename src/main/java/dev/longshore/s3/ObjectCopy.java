package dev.longshore.s3;

import org.jspecify.annotations.Nullable;

/**
 * An object, and where its copy goes.
 *
 * @param source  as it must still be: a changed object is not copied
 * @param replace whether an object of the target's key may be replaced
 */
record ObjectCopy(String bucket, StoredObject source, String toBucket, String toKey, boolean replace) {
    /** The condition under which S3 reads the source; null where it told no ETag. */
    @Nullable
    String ifSource() {
        return source.etag().isEmpty() ? null : source.etag();
    }

    /** Whether S3 itself refuses to copy another object. */
    boolean isConditional(UploadEngine engine) {
        return ifSource() != null && engine.can(Capability.CONDITIONAL_SOURCE);
    }

    UploadTarget target() {
        return UploadTarget.of(toBucket, toKey, replace);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + source.key() + " to s3://" + toBucket + "/" + toKey;
    }
}

package dev.longshore.s3;

import java.time.Instant;

/**
 * What S3 tells of an object.
 *
 * @param key          the whole key
 * @param size         in bytes
 * @param modified     when S3 stored it
 * @param etag         S3's tag of this very content, with its quotes; empty where the service gave none
 * @param storageClass as S3 names it; empty where it was not asked for
 */
public record StoredObject(String key, long size, Instant modified, String etag, String storageClass) {
    /** An object whose storage class was not asked for. */
    public StoredObject(String key, long size, Instant modified, String etag) {
        this(key, size, modified, etag, "");
    }
}

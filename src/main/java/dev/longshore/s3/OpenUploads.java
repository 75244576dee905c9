package dev.longshore.s3;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The multipart uploads of this process: those that run, and those that S3 did not let us abort. */
final class OpenUploads {
    /** A multipart upload at S3. */
    record Id(String bucket, String key, String uploadId) {}

    private static final int MOST_LEFT = 10_000;

    private final Set<Id> running = ConcurrentHashMap.newKeySet();
    private final Set<Id> left = ConcurrentHashMap.newKeySet();

    void begun(Id upload) {
        running.add(upload);
    }

    /** It is at S3 no longer. */
    void ended(Id upload) {
        running.remove(upload);
        left.remove(upload);
    }

    /** It was given up, but may still be at S3. The janitor tries again; what does not fit it finds by its age. */
    void leftBehind(Id upload) {
        running.remove(upload);
        if (left.size() < MOST_LEFT) {
            left.add(upload);
        }
    }

    boolean isRunning(Id upload) {
        return running.contains(upload);
    }

    /** Those to be aborted again. */
    Set<Id> left() {
        return Set.copyOf(left);
    }
}

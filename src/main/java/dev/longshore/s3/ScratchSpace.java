package dev.longshore.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Keys for trying out what an endpoint can do: below the prefix of the gateway, a folder for each use, emptied at its end. */
record ScratchSpace(S3Client client, String bucket, String root, String folder) implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ScratchSpace.class);
    private static final String NAME = ReservedNames.PROBE + "/";

    /** What is older was left behind by a process that ended in the middle. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** @param prefix what all keys of the gateway begin with; empty, or ends with a slash */
    static ScratchSpace below(S3Client client, String bucket, String prefix) {
        String root = prefix + NAME;
        return new ScratchSpace(client, bucket, root, root + UUID.randomUUID() + "/");
    }

    String key(String name) {
        return folder + name;
    }

    /** Deletes what is there of this use, and what others left behind. Failing is not worse than leaving it to the next one. */
    @Override
    public void close() {
        Instant abandoned = Instant.now().minus(ABANDONED);
        try {
            List<S3Object> found = client.listObjectsV2(
                            request -> request.bucket(bucket).prefix(root))
                    .contents();
            found.stream()
                    .filter(object -> object.key().startsWith(folder)
                            || object.lastModified().isBefore(abandoned))
                    .forEach(object -> client.deleteObject(
                            request -> request.bucket(bucket).key(object.key())));
        } catch (SdkException e) {
            LOG.warnf(
                    "What was written to try out S3 stays below s3://%s/%s: %s",
                    bucket, root, S3Failures.of("DeleteObject", bucket, root, e).getMessage());
        }
    }
}

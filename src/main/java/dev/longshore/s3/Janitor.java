package dev.longshore.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Initiator;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Aborts multipart uploads that were left behind where users may write, and deletes such blocks: by a process that was killed, or because S3
 * could not be reached. It
 * leaves alone what this process is sending, what another initiator began, and what has had a part lately, so that other gateways and
 * other tools may use the same bucket.
 */
final class Janitor {
    private static final Logger LOG = Logger.getLogger(Janitor.class);

    private final S3Client client;
    private final OpenUploads open;
    private final BlockSpace blocks;
    private final Places places;
    private final Duration olderThan;

    @Nullable
    private String self;

    /** @param places where it looks for uploads */
    Janitor(S3Client client, OpenUploads open, BlockSpace blocks, Places places, Duration olderThan) {
        this.client = client;
        this.open = open;
        this.blocks = blocks;
        this.places = places;
        this.olderThan = olderThan;
    }

    /** Tries again to abort and delete what this process had to leave. */
    void retry() {
        for (OpenUploads.Id id : open.left()) {
            abort(id);
        }
        blocks.retry();
    }

    /**
     * Looks at all places, and at the blocks of uploads.
     *
     * @return how many were aborted or deleted
     */
    int sweep() {
        int swept = places.written().stream().mapToInt(this::sweepUploads).sum();
        return swept
                + places.all().stream()
                        .filter(Place::written)
                        .mapToInt(place -> sweepBlocks(place.folder()))
                        .sum();
    }

    /** The same at one place. */
    int sweep(Folder place) {
        return sweepUploads(place) + sweepBlocks(place);
    }

    /** The same, of blocks alone. */
    int sweepBlocks(Folder place) {
        return blocks.sweep(place, Instant.now().minus(olderThan));
    }

    /**
     * ListMultipartUploads for each 1,000, ListParts and AbortMultipartUpload for each that is old enough.
     *
     * @return how many were aborted
     */
    private int sweepUploads(Folder place) {
        Instant before = Instant.now().minus(olderThan);
        try {
            int aborted = 0;
            for (MultipartUpload upload : client.listMultipartUploadsPaginator(
                            request -> request.bucket(place.bucket()).prefix(place.prefix()))
                    .uploads()) {
                OpenUploads.Id id = new OpenUploads.Id(place.bucket(), upload.key(), upload.uploadId());
                if (isOld(upload.initiated(), before)
                        && !open.isRunning(id)
                        && isOurs(upload, place)
                        && isIdle(id, before)) {
                    aborted += abort(id) ? 1 : 0;
                }
            }
            if (aborted > 0) {
                LOG.infof("Aborted %d multipart uploads that were left behind below %s", aborted, place);
            }
            return aborted;
        } catch (AbortedException e) {
            LOG.debug("The process stops; the janitor looks again when it starts", e);
            return 0;
        } catch (SdkException e) {
            LOG.warnf(
                    "Multipart uploads that were left behind could not be looked for: %s",
                    S3Failures.of("ListMultipartUploads", place.bucket(), place.prefix(), e)
                            .getMessage());
            return 0;
        }
    }

    private static boolean isOld(@Nullable Instant time, Instant before) {
        return time != null && !time.isAfter(before);
    }

    private boolean isOurs(MultipartUpload upload, Folder place) {
        return Objects.equals(idOf(upload.initiator()), self(place));
    }

    /** A slow upload of another gateway is old, too, but parts go on coming. */
    private boolean isIdle(OpenUploads.Id id, Instant before) {
        Optional<Instant> last = client
                .listPartsPaginator(
                        request -> request.bucket(id.bucket()).key(id.key()).uploadId(id.uploadId()))
                .parts()
                .stream()
                .map(Part::lastModified)
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
        return last.isEmpty() || isOld(last.get(), before);
    }

    private boolean abort(OpenUploads.Id id) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(id.bucket()).key(id.key()).uploadId(id.uploadId()));
            open.ended(id);
            return true;
        } catch (SdkException e) {
            if (S3Failures.isNotFound(e)) {
                open.ended(id);
            } else {
                LOG.warnf(
                        "Parts of a broken upload stay at S3 for now: %s",
                        S3Failures.of("AbortMultipartUpload", id.bucket(), id.key(), e)
                                .getMessage());
            }
            return false;
        }
    }

    /** Who we are in S3's words: the initiator of an upload that is begun for this question and aborted at once. */
    private String self(Folder place) {
        if (self == null) {
            String bucket = place.bucket();
            String key = ScratchSpace.below(client, bucket, place.prefix()).key("initiator");
            String id = client.createMultipartUpload(
                            request -> request.bucket(bucket).key(key))
                    .uploadId();
            try {
                List<MultipartUpload> mine = client.listMultipartUploads(
                                request -> request.bucket(bucket).prefix(key))
                        .uploads();
                self = mine.isEmpty() ? "" : idOf(mine.get(0).initiator());
            } finally {
                abort(new OpenUploads.Id(bucket, key, id));
            }
        }
        return self;
    }

    /** Without the session's name: an assumed role has another one after each start. */
    private static String idOf(@Nullable Initiator initiator) {
        if (initiator == null || initiator.id() == null) {
            return "";
        }
        String id = initiator.id();
        return id.contains(":assumed-role/") ? id.substring(0, id.lastIndexOf('/')) : id;
    }
}

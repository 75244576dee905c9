package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The journals of renames of directories: an object for each rename that has begun and not ended, below the gateway's prefix. Whoever wrote
 * one last with a condition owns the rename.
 */
final class RenameJournal {
    private final UploadEngine engine;
    private final S3Client client;
    private final Folder space;
    private final Duration abandoned;

    /**
     * A journal as it was read or written.
     *
     * @param silent how long it has not been written, by the clock of S3
     */
    record Page(String key, RenameEntry entry, String etag, Duration silent) {}

    /**
     * @param prefix    what all keys of the gateway begin with; empty, or ends with a slash
     * @param abandoned after which silence its owner is taken for dead
     */
    RenameJournal(UploadEngine engine, String bucket, String prefix, Duration abandoned) {
        this.engine = engine;
        this.client = engine.client();
        this.space = new Folder(bucket, prefix + ReservedNames.RENAME + "/");
        this.abandoned = abandoned;
    }

    /** The keys of all journals. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        client.listObjectsV2Paginator(request -> request.bucket(space.bucket()).prefix(space.prefix()))
                .contents()
                .forEach(object -> keys.add(object.key()));
        return keys;
    }

    String key(Folder from) {
        return space.key(RenameEntry.name(from));
    }

    /** 1 GetObject. */
    Optional<Page> read(String key) {
        try {
            ResponseBytes<GetObjectResponse> bytes = client.getObjectAsBytes(
                    request -> request.bucket(space.bucket()).key(key));
            return Optional.of(new Page(
                    key,
                    RenameEntry.read(new String(bytes.asByteArrayUnsafe(), StandardCharsets.UTF_8)),
                    ObjectFinder.orEmpty(bytes.response().eTag()),
                    silence(bytes.response())));
        } catch (SdkException e) {
            if (S3Failures.isNotFound(e)) {
                return Optional.empty();
            }
            throw S3Failures.of("GetObject", space.bucket(), key, e);
        }
    }

    /** Whether nobody works on it. */
    boolean isFree(Page page) {
        return page.entry().owner().isEmpty() || isAbandoned(page);
    }

    /** Whether it has not been written for so long that its owner is taken for dead, and nobody came to go on. */
    boolean isAbandoned(Page page) {
        return page.silent().compareTo(abandoned) >= 0;
    }

    /**
     * 1 PutObject that creates a journal. Where S3 knows no If-None-Match, 1 GetObject behind it shows who of two was last.
     *
     * @throws Failure {@code BACKEND_BUSY} when there is one
     */
    Page create(RenameEntry entry) {
        return write(key(entry.from()), entry, Capability.CONDITIONAL_PUT, null);
    }

    /**
     * 1 PutObject in place of what was read or written before. Where S3 knows no If-Match, 1 GetObject before it compares them.
     *
     * @throws Failure {@code BACKEND_BUSY} when another one has written it since
     */
    Page replace(Page before, RenameEntry entry) {
        return write(before.key(), entry, Capability.CONDITIONAL_REPLACE, before);
    }

    /** 1 DeleteObject. */
    void end(Page page) {
        try {
            client.deleteObject(request -> request.bucket(space.bucket()).key(page.key()));
        } catch (SdkException e) {
            throw S3Failures.of("DeleteObject", space.bucket(), page.key(), e);
        }
    }

    private Page write(String key, RenameEntry entry, Capability capability, @Nullable Page before) {
        boolean conditional = engine.can(capability);
        if (!conditional) {
            requireUnchanged(key, before);
        }
        String etag;
        try {
            etag = client.putObject(
                            request -> request.bucket(space.bucket())
                                    .key(key)
                                    .contentType("text/plain")
                                    .ifNoneMatch(conditional && before == null ? "*" : null)
                                    .ifMatch(conditional && before != null ? before.etag() : null),
                            RequestBody.fromString(entry.write(), StandardCharsets.UTF_8))
                    .eTag();
        } catch (SdkException e) {
            Failure failure = S3Failures.of("PutObject", space.bucket(), key, e);
            boolean refused =
                    failure.kind() == FailureKind.OVERWRITE_REFUSED || failure.kind() == FailureKind.NOT_FOUND;
            return read(key)
                    .filter(page -> page.entry().equals(entry))
                    .orElseThrow(() -> refused ? taken(key) : failure);
        }
        Page written = new Page(key, entry, ObjectFinder.orEmpty(etag), Duration.ZERO);
        if (!conditional) {
            requireUnchanged(key, written);
        }
        return written;
    }

    private void requireUnchanged(String key, @Nullable Page expected) {
        Optional<RenameEntry> found = read(key).map(Page::entry);
        if (!found.equals(Optional.ofNullable(expected).map(Page::entry))) {
            throw taken(key);
        }
    }

    private static Failure taken(String key) {
        return new Failure(FailureKind.BACKEND_BUSY, "Another session or gateway works on the rename of " + key);
    }

    /** By S3's clock where it tells the time, so that gateways need not agree on theirs. */
    private static Duration silence(GetObjectResponse response) {
        if (response.lastModified() == null) {
            return Duration.ZERO;
        }
        Instant now = response.sdkHttpResponse()
                .firstMatchingHeader("Date")
                .map(RenameJournal::parsed)
                .orElseGet(Instant::now);
        Duration silence = Duration.between(response.lastModified(), now);
        return silence.isNegative() ? Duration.ZERO : silence;
    }

    private static Instant parsed(String date) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (DateTimeException e) {
            return Instant.now();
        }
    }
}

package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.UploadProof.Stored;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** What uploads to one target ask of S3 in one request, the conditions they ask under, and what their failures are called. */
record UploadRequests(UploadEngine engine, UploadTarget target, UploadProof proof) {
    static final String CONTENT_TYPE = "application/octet-stream";

    private static final Logger LOG = Logger.getLogger(UploadRequests.class);

    UploadRequests(UploadEngine engine, UploadTarget target) {
        this(engine, target, new UploadProof(engine.client(), target));
    }

    /** Publishes: 1 PutObject, and what it takes to know what became of it. */
    void put(PartBuffer part) {
        boolean checked = engine.can(Capability.CHECKSUMS);
        String checksum = part.crc32c();
        Content content = new Content(part.length(), checksum, part::hexMd5);
        requireAllowed(Capability.CONDITIONAL_PUT);
        PutObjectResponse response;
        try {
            response = engine.client()
                    .putObject(
                            request -> request.bucket(target.bucket())
                                    .key(target.key())
                                    .contentType(CONTENT_TYPE)
                                    .contentMD5(checked ? null : part.md5())
                                    .checksumCRC32C(checked ? checksum : null)
                                    .ifNoneMatch(ifNoneMatch(Capability.CONDITIONAL_PUT))
                                    .ifMatch(ifMatch()),
                            body(part));
        } catch (SdkException e) {
            if (!S3Failures.mayHaveBeenDone(e)) {
                throw failure("PutObject", e);
            }
            settle(content, e);
            return;
        }
        Stored stored = UploadProof.confirmed(
                part, response.checksumCRC32C(), response.eTag(), response.serverSideEncryption());
        if (stored != Stored.SAME && proof.look(content, ETags.bare(response.eTag())) == Stored.OTHER) {
            throw proof.mismatch("PutObject");
        }
    }

    /** Finds out what became of a PutObject whose answer was lost or is an error that may come too late. */
    private void settle(Content content, SdkException cause) {
        uninterrupted(() -> {
            if (proof.look(content, "") != Stored.SAME) {
                throw failure("PutObject", cause);
            }
            LOG.infof("%s is published, although the answer was lost (%s)", target, cause.getMessage());
        });
    }

    /** 1 HeadObject where an object may not be replaced and S3 does not see to that itself. */
    void requireAllowed(Capability condition) {
        if (target.replace() || engine.can(condition)) {
            return;
        }
        S3Client client = engine.client();
        try {
            client.headObject(request -> request.bucket(target.bucket()).key(target.key()));
        } catch (SdkException e) {
            if (S3Failures.isNotFound(e)) {
                return;
            }
            throw failure("HeadObject", e);
        }
        throw new Failure(FailureKind.OVERWRITE_REFUSED, target + " exists");
    }

    @Nullable
    String ifNoneMatch(Capability condition) {
        return !target.replace() && engine.can(condition) ? target.ifNoneMatch() : null;
    }

    @Nullable
    String ifMatch() {
        return target.ifMatch() != null && engine.can(Capability.CONDITIONAL_REPLACE) ? target.ifMatch() : null;
    }

    static RequestBody body(PartBuffer part) {
        return RequestBody.fromContentProvider(part::open, part.length(), CONTENT_TYPE);
    }

    /** Runs where an interrupt does not reach it; the interrupt is kept for afterwards. */
    void uninterrupted(Runnable work) {
        Uninterrupted.run(work);
    }

    /** An upload that is not there (404) is a failure of S3: the client asked for nothing that could be missing. */
    Failure failure(String operation, @Nullable Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        if (cause instanceof AbortedException) {
            return new Failure(FailureKind.TRANSFER_BROKEN, operation + " of " + target + " was aborted", cause);
        }
        if (cause instanceof SdkException sdk) {
            Failure failure = S3Failures.of(operation, target.bucket(), target.key(), sdk);
            return switch (failure.kind()) {
                case NOT_FOUND -> new Failure(FailureKind.BACKEND_FAILED, failure.getMessage(), cause);
                case OVERWRITE_REFUSED -> target.replace() ? changed(failure, sdk) : failure;
                default -> failure;
            };
        }
        return new Failure(FailureKind.BACKEND_FAILED, operation + " for " + target, cause);
    }

    private static Failure changed(Failure failure, SdkException cause) {
        FailureKind kind = S3Failures.isChanged(cause) ? FailureKind.FILE_CHANGED : FailureKind.BACKEND_BUSY;
        return new Failure(kind, failure.getMessage(), cause);
    }

    Failure stopping(RejectedExecutionException cause) {
        return new Failure(FailureKind.TRANSFER_BROKEN, "The gateway stops; " + target + " is not uploaded", cause);
    }

    Failure interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new Failure(FailureKind.TRANSFER_BROKEN, "The upload to " + target + " was aborted", cause);
    }
}

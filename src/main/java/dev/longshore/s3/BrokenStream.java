package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Takes up a download again where its stream broke, so that the reader does not notice. Used by one thread. */
final class BrokenStream {
    private static final Logger LOG = Logger.getLogger(BrokenStream.class);

    /** After so many bytes without a break all tries are to be had again: 1 MiB. */
    private static final long PROGRESS = 1024 * 1024;

    private final RangeRequest request;
    private final long end;
    private final Backoff backoff;
    private long countedFrom;
    private int tries;
    private long spentNanos;

    /** @param end behind the last byte that is wanted */
    BrokenStream(RangeRequest request, long end, Backoff backoff) {
        this.request = request;
        this.end = end;
        this.backoff = backoff;
    }

    /**
     * The rest of the object, from a new request.
     *
     * @param from  the first byte that did not come
     * @param cause what ended the stream before
     * @throws Failure {@code FILE_CHANGED} when it is another object now, {@code TRANSFER_BROKEN} when the thread was interrupted,
     *     {@code BACKEND_FAILED} when no try is left
     */
    ResponseInputStream<GetObjectResponse> takeUp(long from, Exception cause) {
        if (from - countedFrom >= PROGRESS) {
            countedFrom = from;
            tries = 0;
            spentNanos = 0;
        }
        long begun = System.nanoTime();
        long before = spentNanos;
        Exception latest = cause;
        while (true) {
            Duration left = backoff.deadline().minusNanos(spentNanos);
            tries++;
            Duration pause = backoff.pause(tries, ThreadLocalRandom.current());
            if (tries > backoff.tries() || pause.compareTo(left) >= 0) {
                throw new Failure(
                        FailureKind.BACKEND_FAILED,
                        "GetObject " + request + " broke at byte " + from + " and could not be taken up again: "
                                + latest.getMessage(),
                        latest);
            }
            rest(pause, cause);
            try {
                ResponseInputStream<GetObjectResponse> body = request.open(from, end, left.minus(pause));
                LOG.infof(
                        "GetObject %s broke at byte %d and was taken up again: %s", request, from, cause.getMessage());
                return body;
            } catch (AbortedException e) {
                throw interrupted(e);
            } catch (SdkException e) {
                if (S3Failures.isFinal(e)) {
                    throw new Failure(FailureKind.BACKEND_FAILED, "GetObject " + request + ": " + e.getMessage(), e);
                }
                latest = e;
            } finally {
                spentNanos = before + System.nanoTime() - begun;
            }
        }
    }

    private static void rest(Duration pause, Exception cause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(cause);
        }
    }

    private static Failure interrupted(Exception cause) {
        return new Failure(FailureKind.TRANSFER_BROKEN, "A download was stopped while S3 was asked", cause);
    }
}

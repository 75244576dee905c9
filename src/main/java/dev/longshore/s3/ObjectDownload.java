package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object, from one GetObject whose headers have been seen. When its stream breaks, or is slower than the client and S3 is
 * far, the rest comes by further requests for the same object. Used by one thread.
 */
public final class ObjectDownload implements AutoCloseable {
    private final long offset;
    private final long length;
    private final CRC32C checksum = new CRC32C();
    private long read;
    private ResponseInputStream<GetObjectResponse> body;

    private final StreamPace pace = new StreamPace();

    @Nullable
    private final Continuation continuation;

    /** Ranges that come behind {@link #handover}. */
    @Nullable
    private ReadAhead ahead;

    private long handover = Long.MAX_VALUE;
    private boolean streamGivenUp;

    /** What the bytes must have together; null where S3 does not say. */
    @Nullable
    private final String wanted;

    /**
     * How a download goes on by further requests.
     *
     * @param request asks for them
     * @param broken  when the stream breaks
     * @param policy  when the stream is too slow
     */
    record Continuation(RangeRequest request, BrokenStream broken, AheadPolicy policy) {}

    /**
     * @param offset       where in the object the first byte is
     * @param continuation null where only this one stream can be had
     */
    ObjectDownload(ResponseInputStream<GetObjectResponse> body, long offset, @Nullable Continuation continuation) {
        this.continuation = continuation;
        this.body = body;
        this.offset = offset;
        Long announced = body.response().contentLength();
        this.length = announced == null ? -1 : announced;
        boolean tells = body.response().checksumType() == ChecksumType.FULL_OBJECT
                && body.response().contentRange() == null;
        this.wanted = tells ? body.response().checksumCRC32C() : null;
    }

    /** How many bytes will come, or -1 where S3 did not say. */
    public long length() {
        return length;
    }

    /**
     * The next bytes.
     *
     * @return how many were read, -1 at the end
     * @throws Failure when S3 fails for good or ends before the announced length, {@code FILE_CHANGED} when the rest is of another object
     */
    public int read(byte[] target) {
        return read(target, 0, target.length);
    }

    private int read(byte[] target, int from, int most) {
        while (read != length) {
            if (ahead != null && read == handover) {
                int count = readAhead(ahead, target, from, most);
                if (count >= 0) {
                    return count;
                }
            }
            Exception cause;
            try {
                long before = System.nanoTime();
                int count = body.read(target, from, (int) Math.min(most, handover - read));
                if (count >= 0) {
                    read += count;
                    verify(target, from, count);
                    if (pace.saw(count, before, System.nanoTime())) {
                        fetchAhead();
                    }
                    return count;
                }
                if (length < 0) {
                    return -1;
                }
                cause = new EOFException("the body ended after " + read + " of " + length + " bytes");
            } catch (Failure e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                cause = e;
            }
            takeUp(cause);
        }
        return -1;
    }

    /** Keeps the last bytes back from the reader when all together are not what S3 has. */
    private void verify(byte[] target, int from, int count) {
        if (wanted == null) {
            return;
        }
        checksum.update(target, from, count);
        if (read == length && !wanted.equals(PartBuffer.base64(checksum))) {
            throw new Failure(FailureKind.BACKEND_FAILED, "GetObject brought other bytes than S3 has");
        }
    }

    /** The stream goes on for one range more; then it is given up, and the ranges behind it are there. */
    private void fetchAhead() {
        if (continuation != null && ahead == null && length >= 0) {
            long from = Math.min(read + ReadAhead.RANGE, length);
            ahead = continuation
                    .policy()
                    .begin(continuation.request(), offset + from, offset + length)
                    .orElse(null);
            handover = ahead == null ? Long.MAX_VALUE : from;
        }
    }

    /** Bytes of a range, or -1 when there are none and a stream of its own brings the rest. */
    private int readAhead(ReadAhead ranges, byte[] target, int from, int most) {
        if (!streamGivenUp) {
            streamGivenUp = true;
            body.abort();
        }
        Exception cause;
        try {
            int count = ranges.read(target, from, most);
            if (count >= 0) {
                read += count;
                handover += count;
                verify(target, from, count);
                return count;
            }
            cause = new EOFException("the ranges that were fetched ahead are gone");
        } catch (ExecutionException e) {
            cause = e;
        }
        ranges.close();
        ahead = null;
        handover = Long.MAX_VALUE;
        streamGivenUp = false;
        takeUp(cause);
        return -1;
    }

    private void takeUp(Exception cause) {
        body.abort();
        if (continuation == null || Thread.currentThread().isInterrupted()) {
            throw new Failure(FailureKind.BACKEND_FAILED, "GetObject broke after " + read + " bytes", cause);
        }
        body = continuation.broken().takeUp(offset + read, cause);
    }

    /** The bytes as a stream that ends no earlier than announced. */
    InputStream stream() {
        return new InputStream() {
            @Override
            public int read() {
                byte[] one = new byte[1];
                return ObjectDownload.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int count) {
                return ObjectDownload.this.read(target, offset, count);
            }
        };
    }

    /** Gives the connection back when all was read, else drops it: draining the rest could take minutes. */
    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
        }
        if (read == length && ahead == null) {
            try {
                body.close();
            } catch (IOException e) {
                body.abort();
            }
        } else {
            body.abort();
        }
    }

    /** Opens the first {@code length} bytes of an object as it was seen before. */
    interface Opener {
        ObjectDownload open(StoredObject object, long length);
    }
}

package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object, from one GetObject whose headers have been seen. When its stream breaks, the rest comes by further requests for
 * the same object. Used by one thread.
 */
public final class ObjectDownload implements AutoCloseable {
    private final long offset;
    private final long length;
    private final CRC32C checksum = new CRC32C();
    private long read;
    private ResponseInputStream<GetObjectResponse> body;

    @Nullable
    private final BrokenStream broken;

    /** What the bytes must have together; null where S3 does not say. */
    @Nullable
    private final String wanted;

    /**
     * @param offset where in the object the first byte is
     * @param broken how to go on when the stream breaks; null where that cannot be
     */
    ObjectDownload(ResponseInputStream<GetObjectResponse> body, long offset, @Nullable BrokenStream broken) {
        this.body = body;
        this.offset = offset;
        this.broken = broken;
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
            Exception cause;
            try {
                int count = body.read(target, from, most);
                if (count >= 0) {
                    read += count;
                    verify(target, from, count);
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

    private void takeUp(Exception cause) {
        body.abort();
        if (broken == null || Thread.currentThread().isInterrupted()) {
            throw new Failure(FailureKind.BACKEND_FAILED, "GetObject broke after " + read + " bytes", cause);
        }
        body = broken.takeUp(offset + read, cause);
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
        if (read == length) {
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

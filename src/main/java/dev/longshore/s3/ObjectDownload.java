package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of an object, from one GetObject whose headers have been seen. */
public final class ObjectDownload implements AutoCloseable {
    private final ResponseInputStream<GetObjectResponse> body;
    private final long length;
    private long read;

    ObjectDownload(ResponseInputStream<GetObjectResponse> body) {
        this.body = body;
        Long announced = body.response().contentLength();
        this.length = announced == null ? -1 : announced;
    }

    /** How many bytes will come, or -1 where S3 did not say. */
    public long length() {
        return length;
    }

    /**
     * The next bytes.
     *
     * @return how many were read, -1 at the end
     * @throws Failure when S3 fails, or ends before the announced length
     */
    public int read(byte[] target) {
        return read(target, 0, target.length);
    }

    private int read(byte[] target, int offset, int most) {
        try {
            int count = body.read(target, offset, most);
            if (count < 0 && length >= 0 && read < length) {
                throw new Failure(FailureKind.BACKEND_FAILED, "GetObject ended after " + read + " of " + length);
            }
            read += Math.max(count, 0);
            return count;
        } catch (IOException | RuntimeException e) {
            if (e instanceof Failure failure) {
                throw failure;
            }
            throw new Failure(FailureKind.BACKEND_FAILED, "GetObject broke after " + read + " bytes", e);
        }
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

package dev.longshore.ftp.data;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * What a client sends deflated (MODE Z): one deflated stream and then the end of the connection. An end before the end of the stream
 * is an error, and so is anything behind it, which would be lost otherwise. A
 * stream that grows a hundredfold and more is refused from 1 GiB on ({@code TOO_LARGE}).
 */
final class InflatedInput extends InflaterInputStream {
    private static final int BUFFER = 8 * 1024;

    /** Deflate makes a thousandth of zeros; so much may come of a few bytes all the same: 1 GiB. */
    private static final long FREE = 1024L * 1024 * 1024;

    /** Beyond that, how many bytes may come of one. */
    private static final int MOST_FOR_ONE = 100;

    private final long free;

    InflatedInput(InputStream in, Inflater inflater) {
        this(in, inflater, FREE);
    }

    /** @param free how many bytes may come of any number */
    InflatedInput(InputStream in, Inflater inflater, long free) {
        super(in, inflater, BUFFER);
        this.free = free;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0 && (inf.getRemaining() > 0 || in.read() >= 0)) {
            throw new IOException("Bytes behind the end of the deflated stream");
        }
        if (inf.getBytesWritten() > free && inf.getBytesWritten() / MOST_FOR_ONE > inf.getBytesRead()) {
            throw new Failure(FailureKind.TOO_LARGE, inf.getBytesWritten() + " bytes of " + inf.getBytesRead());
        }
        return count;
    }
}

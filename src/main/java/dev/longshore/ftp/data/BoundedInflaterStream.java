package dev.longshore.ftp.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * What a client sent deflated (MODE Z). An end of the connection before the end of the deflated stream is an error, so a broken
 * upload is known as such; so is a stream that grows more than {@value #MOST_GROWTH} times, which no file does.
 */
final class BoundedInflaterStream extends InflaterInputStream {
    private static final int BUFFER = 8 * 1024;
    private static final int MOST_GROWTH = 1_000;
    private static final long ALWAYS_ALLOWED = 1024 * 1024;

    BoundedInflaterStream(InputStream in) {
        super(in, new Inflater(), BUFFER);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0) {
            inf.end();
        } else if (inf.getBytesWritten() > ALWAYS_ALLOWED + MOST_GROWTH * inf.getBytesRead()) {
            throw new IOException("The deflated stream grows more than " + MOST_GROWTH + " times");
        }
        return count;
    }
}

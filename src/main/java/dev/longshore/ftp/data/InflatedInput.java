package dev.longshore.ftp.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * What a client sends deflated (MODE Z): one deflated stream and then the end of the connection. An end before the end of the stream
 * is an error, and so is anything behind it, which would be lost otherwise.
 */
final class InflatedInput extends InflaterInputStream {
    private static final int BUFFER = 8 * 1024;

    InflatedInput(InputStream in, Inflater inflater) {
        super(in, inflater, BUFFER);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0 && (inf.getRemaining() > 0 || in.read() >= 0)) {
            throw new IOException("Bytes behind the end of the deflated stream");
        }
        return count;
    }
}

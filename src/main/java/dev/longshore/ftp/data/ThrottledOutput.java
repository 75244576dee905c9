package dev.longshore.ftp.data;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes no faster than a limit allows. */
final class ThrottledOutput extends FilterOutputStream {
    private final Throttle throttle;

    ThrottledOutput(OutputStream out, Throttle throttle) {
        super(out);
        this.throttle = throttle;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int count = throttle.await(end - at);
            out.write(source, at, count);
            throttle.moved(count);
            at += count;
        }
    }
}

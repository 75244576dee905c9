package dev.longshore.ftp.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads no faster than a limit allows; TCP holds the sender meanwhile. */
final class ThrottledInput extends FilterInputStream {
    private final Throttle throttle;

    ThrottledInput(InputStream in, Throttle throttle) {
        super(in);
        this.throttle = throttle;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = in.read(target, offset, throttle.await(length));
        throttle.moved(Math.max(count, 0));
        return count;
    }
}

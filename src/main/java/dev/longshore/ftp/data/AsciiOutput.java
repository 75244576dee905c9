package dev.longshore.ftp.data;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A text on its way to a client in TYPE A: each LF becomes CRLF (RFC 959 §3.1.1.1). One that has its CR already is a line end of the
 * network, and stays as it is: files that were stored as bytes with CRLF would get CR CR LF otherwise. Nothing is held between two calls.
 */
public final class AsciiOutput extends OutputStream {
    /** A little more than comes in at once, so that lines of eight bytes and more still fit. */
    private static final int BUFFER = 72 * 1024;

    private final OutputStream client;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private boolean afterReturn;

    public AsciiOutput(OutputStream client) {
        this.client = client;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int end = offset + length;
        int from = offset;
        int feed = LineEnds.find(LineEnds.LF, source, from, end);
        while (feed < end) {
            boolean complete = feed == offset ? afterReturn : source[feed - 1] == LineEnds.CR;
            if (!complete) {
                append(source, from, feed);
                append(LineEnds.CR);
                from = feed;
            }
            feed = LineEnds.find(LineEnds.LF, source, feed + 1, end);
        }
        if (filled == 0) {
            client.write(source, from, end - from);
        } else {
            append(source, from, end);
            drain();
        }
        if (length > 0) {
            afterReturn = source[end - 1] == LineEnds.CR;
        }
    }

    @Override
    public void flush() throws IOException {
        client.flush();
    }

    private void append(byte[] source, int from, int end) throws IOException {
        int at = from;
        while (at < end) {
            if (filled == BUFFER) {
                drain();
            }
            int count = Math.min(end - at, BUFFER - filled);
            System.arraycopy(source, at, buffer, filled, count);
            filled += count;
            at += count;
        }
    }

    private void append(byte octet) throws IOException {
        if (filled == BUFFER) {
            drain();
        }
        buffer[filled++] = octet;
    }

    private void drain() throws IOException {
        client.write(buffer, 0, filled);
        filled = 0;
    }
}

package dev.longshore.ftp.data;

import java.io.IOException;
import java.io.InputStream;

/**
 * A text as a client sends it in TYPE A, with the line ends of this side: CRLF becomes LF (RFC 959 §3.1.1.1). A CR or LF alone is no line
 * end of the network and stays. Bytes are converted where they were read to.
 */
public final class AsciiInput extends InputStream {
    private static final int NOTHING = -1;

    private final InputStream client;

    /** The last byte that was read and not given out; a CR whose next byte is not known yet, as a rule. */
    private int pending = NOTHING;

    public AsciiInput(InputStream client) {
        this.client = client;
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
        while (true) {
            int held = pending == NOTHING ? 0 : 1;
            if (held == length) {
                return readBehindPending(target, offset);
            }
            if (held > 0) {
                target[offset] = (byte) pending;
                pending = NOTHING;
            }
            int count = client.read(target, offset + held, length - held);
            if (count < 0) {
                return held > 0 ? held : count;
            }
            int total = count + held;
            if (total > 0 && target[offset + total - 1] == LineEnds.CR) {
                pending = LineEnds.CR;
                total--;
            }
            int converted = LineEnds.removeReturns(target, offset, total);
            if (converted > 0) {
                return converted;
            }
        }
    }

    /** There is room for one byte, and one is held: only the next one tells whether it is given out. */
    private int readBehindPending(byte[] target, int offset) throws IOException {
        int first = pending;
        if (first != LineEnds.CR) {
            pending = NOTHING;
            target[offset] = (byte) first;
            return 1;
        }
        int next = client.read();
        if (next == LineEnds.LF) {
            pending = NOTHING;
            target[offset] = LineEnds.LF;
        } else {
            pending = next;
            target[offset] = LineEnds.CR;
        }
        return 1;
    }
}

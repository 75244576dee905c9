package dev.longshore.ftp.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The two octets of a line end, found eight bytes at a time. */
final class LineEnds {
    static final byte CR = '\r';
    static final byte LF = '\n';

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private LineEnds() {}

    /** Where the byte first is from {@code from} on; {@code end} when it is not there. */
    static int find(byte wanted, byte[] bytes, int from, int end) {
        long pattern = ONES * (wanted & 0xFF);
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long different = (long) LONGS.get(bytes, at) ^ pattern;
            long zeros = (different - ONES) & ~different & HIGH_BITS;
            if (zeros != 0) {
                return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /**
     * Takes the CR out of each CRLF, in place.
     *
     * @return how many bytes are left
     */
    static int removeReturns(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int found = find(CR, bytes, offset, end);
        int to = found;
        while (found < end) {
            int from = found + 1 < end && bytes[found + 1] == LF ? found + 1 : found;
            found = find(CR, bytes, found + 1, end);
            System.arraycopy(bytes, from, bytes, to, found - from);
            to += found - from;
        }
        return to - offset;
    }
}

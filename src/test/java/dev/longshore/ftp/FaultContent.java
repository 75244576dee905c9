package dev.longshore.ftp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;

/**
 * The content of a file: up to three pieces of one random block that all files share, so that thousands of them cost nothing. Pieces from
 * different places differ from each other nearly everywhere.
 */
record FaultContent(int from, int size, int tailFrom, int tailSize) {
    static final int LONGEST = 40 * 1024 * 1024;

    private static final int ROOM = 1024 * 1024;
    private static final byte[] BLOCK = new byte[LONGEST + ROOM];

    static {
        new Random(BLOCK.length).nextBytes(BLOCK);
    }

    /** @param place tells files of the same size apart */
    static FaultContent of(int place, int size) {
        return new FaultContent(Math.floorMod(place * 4_099, ROOM), size, 0, 0);
    }

    int length() {
        return size + tailSize;
    }

    /** The first bytes of a content that has no tail. */
    FaultContent first(int count) {
        return new FaultContent(from, count, 0, 0);
    }

    /** What is left behind the first bytes of a content that has no tail. */
    FaultContent behind(int count) {
        return new FaultContent(from + count, size - count, 0, 0);
    }

    /** This content, which has no tail, and another one behind it, which has none either. */
    FaultContent then(FaultContent more) {
        return new FaultContent(from, size, more.from, more.size);
    }

    InputStream open() {
        return new SequenceInputStream(
                new ByteArrayInputStream(BLOCK, from, size), new ByteArrayInputStream(BLOCK, tailFrom, tailSize));
    }

    /** Whether these bytes are found at this place of the content. */
    boolean holds(int offset, byte[] bytes, int count) {
        if (offset + count > length()) {
            return false;
        }
        int inHead = Math.max(0, Math.min(count, size - offset));
        int tail = tailFrom + Math.max(0, offset - size);
        return Arrays.equals(BLOCK, from + offset, from + offset + inHead, bytes, 0, inHead)
                && Arrays.equals(BLOCK, tail, tail + count - inHead, bytes, inHead, count);
    }

    /** Writes bytes {@code offset} to {@code end} - 1 of a content without a tail. */
    void write(OutputStream out, int offset, int end) throws IOException {
        out.write(BLOCK, from + offset, end - offset);
    }
}

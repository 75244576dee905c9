package dev.longshore.ftp.listing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines as octets, collected until they are sent; used again afterwards, so that a line leaves nothing to be collected as garbage. */
public final class LineBuffer {
    /** A line is sent with those before it when so many octets have come together. */
    private static final int FULL = 32 * 1024;

    private static final int ROOM = 4 * 1024;
    private static final int DECIMAL = 10;

    private final Names names;
    private byte[] octets = new byte[FULL + ROOM];
    private int count;

    /** How a name is written for this client. */
    @FunctionalInterface
    public interface Names {
        /** As nearly all clients want it. */
        Names UTF_8 = name -> name.getBytes(StandardCharsets.UTF_8);

        byte[] encode(String name);
    }

    public LineBuffer(Names names) {
        this.names = names;
    }

    /** How many octets wait to be sent. */
    public int count() {
        return count;
    }

    public boolean isFull() {
        return count >= FULL;
    }

    LineBuffer put(char ascii) {
        makeRoom(1);
        octets[count++] = (byte) ascii;
        return this;
    }

    /** A text of ASCII. */
    LineBuffer put(String ascii) {
        int length = ascii.length();
        makeRoom(length);
        for (int i = 0; i < length; i++) {
            octets[count++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    /** A number from 0, with {@code fill} in front of it where it has fewer digits than {@code width}. */
    LineBuffer number(long value, int width, char fill) {
        int digits = 1;
        for (long rest = value / DECIMAL; rest > 0; rest /= DECIMAL) {
            digits++;
        }
        makeRoom(Math.max(digits, width));
        for (int i = digits; i < width; i++) {
            octets[count++] = (byte) fill;
        }
        int at = count + digits;
        count = at;
        long rest = value;
        do {
            octets[--at] = (byte) ('0' + rest % DECIMAL);
            rest /= DECIMAL;
        } while (rest > 0);
        return this;
    }

    LineBuffer number(long value) {
        return number(value, 0, ' ');
    }

    /** A name of a file, as the client can read it. */
    public LineBuffer name(String name) {
        int start = count;
        if (names == Names.UTF_8 && putAscii(name)) {
            return this;
        }
        count = start;
        byte[] encoded = names.encode(name);
        makeRoom(encoded.length);
        System.arraycopy(encoded, 0, octets, count, encoded.length);
        count += encoded.length;
        return this;
    }

    /** Ends a line. */
    public void end() {
        put('\r').put('\n');
    }

    /** What has come together, and nothing any more afterwards. */
    public void drain(OutputStream out) throws IOException {
        out.write(octets, 0, count);
        count = 0;
    }

    /** What has come together as a text, and nothing any more afterwards; for names that are written in UTF-8. */
    public String take() {
        String text = new String(octets, 0, count, StandardCharsets.UTF_8);
        count = 0;
        return text;
    }

    private boolean putAscii(String name) {
        int length = name.length();
        makeRoom(length);
        for (int i = 0; i < length; i++) {
            char character = name.charAt(i);
            if (character > 0x7F) {
                return false;
            }
            octets[count++] = (byte) character;
        }
        return true;
    }

    private void makeRoom(int more) {
        if (octets.length - count < more) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, count + more));
        }
    }
}

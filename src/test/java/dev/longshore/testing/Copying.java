package dev.longshore.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of HTTP bodies, passed on as they come. */
final class Copying {
    private static final int BUFFER = 64 * 1024;

    private Copying() {}

    /** @throws IOException also when the stream ends before so many bytes */
    static void exactly(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = length;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new IOException("The stream ended early");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    /** A body in chunks, with their sizes. */
    static void chunks(InputStream in, OutputStream out) throws IOException {
        while (true) {
            String size = HttpHead.readLine(in);
            out.write((size + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            long length = Long.parseLong(size.split(";")[0].strip(), 16);
            exactly(in, out, length);
            out.write((HttpHead.readLine(in) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            if (length == 0) {
                return;
            }
        }
    }
}

package dev.longshore.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The bytes of one part, received into slabs of {@link PartMemory} and sent from them: no other copy is made. */
final class PartBuffer {
    private final List<byte[]> slabs = new ArrayList<>(1);
    private final CRC32C checksum = new CRC32C();
    private long length;

    @Nullable
    private String md5;

    long length() {
        return length;
    }

    /** True when the next byte needs a further slab. */
    boolean needsSlab() {
        return length == (long) slabs.size() * PartMemory.SLAB;
    }

    void add(byte[] slab) {
        slabs.add(slab);
    }

    /** Every slab, to be given back; the buffer is empty afterwards. */
    List<byte[]> drain() {
        List<byte[]> all = List.copyOf(slabs);
        slabs.clear();
        length = 0;
        md5 = null;
        checksum.reset();
        return all;
    }

    /**
     * One read into the free room of the last slab.
     *
     * @param most  the largest number of bytes to take
     * @param whole also updated with what was read
     * @return how many bytes were read, -1 at the end of the stream
     */
    int readFrom(InputStream in, int most, CRC32C whole) throws IOException {
        byte[] slab = slabs.get(slabs.size() - 1);
        int offset = (int) (length - (slabs.size() - 1L) * PartMemory.SLAB);
        int count = in.read(slab, offset, Math.min(most, PartMemory.SLAB - offset));
        if (count > 0) {
            checksum.update(slab, offset, count);
            whole.update(slab, offset, count);
            length += count;
            md5 = null;
        }
        return count;
    }

    /** The CRC32C of the bytes as S3 writes it: big-endian, base64. */
    String crc32c() {
        return base64(checksum);
    }

    /** The MD5 of the bytes as Content-MD5 has it: base64. A pass over the bytes, once. */
    String md5() {
        if (md5 == null) {
            md5 = Base64.getEncoder().encodeToString(digest());
        }
        return md5;
    }

    /** The MD5 of the bytes as an ETag has it: hexadecimal. */
    String hexMd5() {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(md5()));
    }

    private byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            long left = length;
            for (byte[] slab : slabs) {
                digest.update(slab, 0, (int) Math.min(PartMemory.SLAB, left));
                left -= Math.min(PartMemory.SLAB, left);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }

    static String base64(CRC32C checksum) {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes from the beginning; may be opened again for a retry. */
    InputStream open() {
        OpenedPart.note(this);
        return new Stream();
    }

    /** All bytes, slab by slab as they lie. */
    void writeTo(OutputStream out) throws IOException {
        long left = length;
        for (byte[] slab : slabs) {
            int count = (int) Math.min(slab.length, left);
            out.write(slab, 0, count);
            left -= count;
        }
    }

    private final class Stream extends InputStream {
        private long position;
        private long mark;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) {
            if (count == 0) {
                return 0;
            }
            if (position == length) {
                return -1;
            }
            int inSlab = (int) (position % PartMemory.SLAB);
            int taken = (int) Math.min(Math.min(count, PartMemory.SLAB - inSlab), length - position);
            System.arraycopy(slabs.get((int) (position / PartMemory.SLAB)), inSlab, target, offset, taken);
            position += taken;
            return taken;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, length - position);
        }

        @Override
        public boolean markSupported() {
            return true;
        }

        @Override
        public synchronized void mark(int readLimit) {
            mark = position;
        }

        @Override
        public synchronized void reset() {
            position = mark;
        }
    }
}

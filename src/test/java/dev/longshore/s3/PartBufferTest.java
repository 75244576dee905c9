package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into slabs comes out of them, any number of times. */
class PartBufferTest {
    private static final int SLAB = PartMemory.SLAB;

    private final PartBuffer buffer = new PartBuffer();
    private final CRC32C whole = new CRC32C();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SLAB - 1, SLAB, SLAB + 1, 2 * SLAB, 3 * SLAB + 77})
    void givesTheSameBytesEachTimeItIsOpened(int size) throws IOException {
        byte[] content = Bytes.random(size);
        fill(content);
        assertThat(buffer.length()).isEqualTo(size);
        assertThat(buffer.open().readAllBytes()).isEqualTo(content);
        assertThat(buffer.open().readAllBytes()).isEqualTo(content);
    }

    @Test
    void readsAcrossSlabsInOddPieces() throws IOException {
        byte[] content = Bytes.random(2 * SLAB + 100);
        fill(content);
        byte[] back = new byte[content.length];
        InputStream in = buffer.open();
        int read = 0;
        for (int count = in.read(back, 0, 7777); count >= 0; ) {
            read += count;
            count = in.read(back, read, Math.min(7777, Math.max(1, back.length - read)));
        }
        assertThat(read).isEqualTo(content.length);
        assertThat(back).isEqualTo(content);
    }

    @Test
    void readsSingleBytesAsUnsigned() throws IOException {
        fill(new byte[] {(byte) 0xFF, 0});
        InputStream in = buffer.open();
        assertThat(in.available()).isEqualTo(2);
        assertThat(in.read()).isEqualTo(255);
        assertThat(in.read()).isZero();
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.available()).isZero();
    }

    @Test
    void goesBackToTheMark() throws IOException {
        byte[] content = Bytes.random(SLAB + 10);
        fill(content);
        InputStream in = buffer.open();
        in.skipNBytes(SLAB - 1);
        in.mark(1);
        in.readAllBytes();
        in.reset();
        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, SLAB - 1, content.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SLAB, 2 * SLAB + 5})
    void hasTheCrc32cAndMd5OfItsBytes(int size) throws Exception {
        byte[] content = Bytes.random(size);
        fill(content);
        CRC32C expected = new CRC32C();
        expected.update(content);
        byte[] bigEndian =
                ByteBuffer.allocate(4).putInt((int) expected.getValue()).array();
        assertThat(Base64.getDecoder().decode(buffer.crc32c())).isEqualTo(bigEndian);
        assertThat(whole.getValue()).isEqualTo(expected.getValue());
        assertThat(Base64.getDecoder().decode(buffer.md5()))
                .isEqualTo(MessageDigest.getInstance("MD5").digest(content));
    }

    @Test
    void takesNoMoreThanItIsAllowed() throws IOException {
        buffer.add(new byte[SLAB]);
        int count = buffer.readFrom(new ByteArrayInputStream(Bytes.random(100)), 40, whole);
        assertThat(count).isEqualTo(40);
        assertThat(buffer.length()).isEqualTo(40);
    }

    @Test
    void tellsTheEndOfTheStreamAndKeepsWhatItHas() throws IOException {
        fill(Bytes.random(10));
        assertThat(buffer.readFrom(InputStream.nullInputStream(), 10, whole)).isEqualTo(-1);
        assertThat(buffer.length()).isEqualTo(10);
    }

    @Test
    void needsASlabAtTheBeginningAndBehindEachFullOne() throws IOException {
        assertThat(buffer.needsSlab()).isTrue();
        fill(Bytes.random(SLAB - 1));
        assertThat(buffer.needsSlab()).isFalse();
        fill(Bytes.random(1));
        assertThat(buffer.needsSlab()).isTrue();
    }

    @Test
    void givesEverySlabBackAndIsEmptyThen() throws IOException {
        fill(Bytes.random(2 * SLAB));
        List<byte[]> slabs = buffer.drain();
        assertThat(slabs).hasSize(2).allMatch(slab -> slab.length == SLAB);
        assertThat(buffer.length()).isZero();
        assertThat(buffer.open().readAllBytes()).isEmpty();
        assertThat(buffer.drain()).isEmpty();
        assertThat(buffer.crc32c()).isEqualTo(new PartBuffer().crc32c());
    }

    private void fill(byte[] content) throws IOException {
        InputStream in = new ByteArrayInputStream(content);
        int left = content.length;
        while (left > 0) {
            if (buffer.needsSlab()) {
                buffer.add(new byte[SLAB]);
            }
            left -= buffer.readFrom(in, left, whole);
        }
    }
}

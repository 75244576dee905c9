package dev.longshore.ftp.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.testing.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** A few bytes may become many, but not without end. */
class InflatedInputTest {
    private static final int MIB = 1024 * 1024;

    @Test
    void aBombIsRefusedAtTheFreeBytes() throws IOException {
        long[] inflated = new long[1];
        assertThatThrownBy(() -> drain(deflated(new byte[50 * MIB]), 10 * MIB, inflated))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.TOO_LARGE));
        assertThat(inflated[0]).isBetween(9L * MIB, 10L * MIB);
    }

    @Test
    void zerosBelowTheFreeBytesPass() throws IOException {
        long[] inflated = new long[1];
        drain(deflated(new byte[10 * MIB]), 10 * MIB, inflated);
        assertThat(inflated[0]).isEqualTo(10 * MIB);
    }

    @Test
    void whatGrowsLessPassesAtAnySize() throws IOException {
        byte[] content = new byte[20 * MIB];
        System.arraycopy(Bytes.random(MIB), 0, content, 0, MIB);
        long[] inflated = new long[1];
        drain(deflated(content), MIB, inflated);
        assertThat(inflated[0]).isEqualTo(content.length);
    }

    private static void drain(byte[] wire, long free, long[] inflated) throws IOException {
        Inflater inflater = new Inflater();
        try (InputStream in = new InflatedInput(new ByteArrayInputStream(wire), inflater, free)) {
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer, 0, buffer.length); count >= 0; count = in.read(buffer, 0, buffer.length)) {
                inflated[0] += count;
            }
        } finally {
            inflater.end();
        }
    }

    private static byte[] deflated(byte[] content) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(wire)) {
            deflater.write(content);
        }
        return wire.toByteArray();
    }
}

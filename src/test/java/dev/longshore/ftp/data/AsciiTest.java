package dev.longshore.ftp.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Line ends of TYPE A in both directions, however the bytes are cut into reads and writes. */
class AsciiTest {
    private static final int ROUNDS = 20_000;

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "a, a",
        "a~n, an",
        "~n~n, nn",
        "n, n",
        "r, r",
        "rr, rr",
        "r~n, rn",
        "~nr, nr",
        "~r~n, rrn",
        "nr, nr",
        "a~nb~n, anbn",
        "arb, arb",
    })
    void ofAnUpload(String wire, String stored) throws IOException {
        assertThat(received(bytes(wire), new Random(1))).isEqualTo(bytes(stored));
    }

    /** A CRLF that is there stays as it is, so that nothing becomes CR CR LF. */
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "a, a",
        "an, a~n",
        "nn, ~n~n",
        "r, r",
        "rn, rn",
        "rrn, rrn",
        "nr, ~nr",
        "anbn, a~nb~n",
        "arb, arb",
    })
    void ofADownload(String stored, String wire) throws IOException {
        assertThat(sent(bytes(stored), new Random(1))).isEqualTo(bytes(wire));
    }

    @Test
    void cutAnywhereItIsTheSame() throws IOException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] text = text(random, random.nextInt(60));
            String latin = new String(text, StandardCharsets.ISO_8859_1);
            assertThat(received(text, random))
                    .as("upload, seed %d", seed)
                    .isEqualTo(latin.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(sent(text, random))
                    .as("download, seed %d", seed)
                    .isEqualTo(latin.replaceAll("(?<!\r)\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** More line ends in one write than the buffer has room for. */
    @Test
    void ofManyEmptyLines() throws IOException {
        byte[] feeds = "\n".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        new AsciiOutput(wire).write(feeds);
        byte[] expected = "\r\n".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(wire.toByteArray()).isEqualTo(expected);
        assertThat(new AsciiInput(new ByteArrayInputStream(expected)).readAllBytes())
                .isEqualTo(feeds);
    }

    @Test
    void everyOtherByteIsKept() throws IOException {
        byte[] all = new byte[2048];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(received(all, new Random(2))).isEqualTo(all);
        for (int wanted = Byte.MIN_VALUE; wanted <= Byte.MAX_VALUE; wanted++) {
            assertThat(LineEnds.find((byte) wanted, all, 3, all.length))
                    .isEqualTo((wanted & 0xFF) < 3 ? 256 + (wanted & 0xFF) : wanted & 0xFF);
        }
        assertThat(LineEnds.find((byte) 'x', new byte[21], 2, 21)).isEqualTo(21);
    }

    @Test
    void oneByteAtATime() throws IOException {
        InputStream in = new AsciiInput(new ByteArrayInputStream(bytes("a~nr")));
        assertThat(new int[] {in.read(), in.read(), in.read(), in.read(), in.read()})
                .containsExactly('a', '\n', '\r', -1, -1);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        AsciiOutput out = new AsciiOutput(wire);
        for (byte octet : bytes("anrn")) {
            out.write(octet);
        }
        assertThat(wire.toByteArray()).isEqualTo(bytes("a~nrn"));
    }

    /** {@code r} and {@code n} for CR and LF, {@code ~n} for both. */
    private static byte[] bytes(String signs) {
        return signs.replace("~r", "rr")
                .replace("~n", "rn")
                .replace('r', '\r')
                .replace('n', '\n')
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] text(Random random, int length) {
        byte[] text = new byte[length];
        int letters = 1 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int sign = random.nextInt(letters + 2);
            text[i] = (byte) (sign == 0 ? '\r' : sign == 1 ? '\n' : 0x0B + 40 * sign);
        }
        return text;
    }

    private static byte[] received(byte[] wire, Random random) throws IOException {
        InputStream in = new AsciiInput(new Cut(wire, random));
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        byte[] buffer = new byte[30];
        while (true) {
            int offset = random.nextInt(5);
            int count = in.read(buffer, offset, 1 + random.nextInt(20));
            if (count < 0) {
                return stored.toByteArray();
            }
            stored.write(buffer, offset, count);
        }
    }

    private static byte[] sent(byte[] stored, Random random) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        AsciiOutput out = new AsciiOutput(wire);
        for (int at = 0; at < stored.length; ) {
            int count = Math.min(random.nextInt(20), stored.length - at);
            out.write(stored, at, count);
            at += count;
        }
        out.flush();
        return wire.toByteArray();
    }

    /** A connection that gives as many bytes at a time as it likes. */
    private static final class Cut extends ByteArrayInputStream {
        private final Random random;

        Cut(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(20)));
        }
    }
}

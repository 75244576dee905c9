package dev.longshore.ftp.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The PROXY protocol's own text (haproxy, proxy-protocol.txt §2). */
class ProxyHeaderTest {
    private static final byte[] TCP4 = line("PROXY TCP4 192.0.2.7 203.0.113.9 40000 21\r\n");
    private static final byte[] TCP6 = line("PROXY TCP6 2001:db8::7 2001:db8::9 40000 21\r\n");
    private static final byte[] UNKNOWN = line("PROXY UNKNOWN\r\n");
    private static final byte[] BINARY4 = binary(0x21, 0x11, "C0000207" + "CB007109" + "9C40" + "0015");
    private static final byte[] BINARY6 = binary(
            0x21, 0x21, "20010db8000000000000000000000007" + "20010db8000000000000000000000009" + "9C40" + "0015");
    private static final byte[] LOCAL = binary(0x20, 0x00, "");

    static List<byte[]> whole() {
        return List.of(TCP4, TCP6, UNKNOWN, BINARY4, BINARY6, LOCAL);
    }

    @Test
    void readsTheClientOfVersion1() throws ProxyHeader.Malformed {
        ProxyHeader header = parse(TCP4);
        assertThat(header.source()).isEqualTo(new InetSocketAddress("192.0.2.7", 40_000));
        assertThat(header.destination()).isEqualTo(new InetSocketAddress("203.0.113.9", 21));
        assertThat(header.length()).isEqualTo(TCP4.length);
        assertThat(parse(TCP6).source()).isEqualTo(new InetSocketAddress("2001:db8::7", 40_000));
    }

    @Test
    void readsTheClientOfVersion2() throws ProxyHeader.Malformed {
        ProxyHeader header = parse(BINARY4);
        assertThat(header.source()).isEqualTo(new InetSocketAddress("192.0.2.7", 40_000));
        assertThat(header.destination()).isEqualTo(new InetSocketAddress("203.0.113.9", 21));
        assertThat(header.length()).isEqualTo(28);
        assertThat(parse(BINARY6).source()).isEqualTo(new InetSocketAddress("2001:db8::7", 40_000));
        assertThat(parse(BINARY6).length()).isEqualTo(52);
    }

    @Test
    void skipsTheExtensionsOfVersion2() throws ProxyHeader.Malformed {
        byte[] extended = binary(0x21, 0x11, "C0000207" + "CB007109" + "9C40" + "0015" + "040003" + "000000");
        ProxyHeader header = parse(extended);
        assertThat(header.source()).isEqualTo(new InetSocketAddress("192.0.2.7", 40_000));
        assertThat(header.length()).isEqualTo(extended.length);
    }

    @Test
    void aProxyMaySpeakForItself() throws ProxyHeader.Malformed {
        assertThat(parse(UNKNOWN)).isEqualTo(new ProxyHeader(null, null, UNKNOWN.length));
        assertThat(parse(line("PROXY UNKNOWN ffff::1 ffff::2 65535 65535\r\n")).source())
                .isNull();
        assertThat(parse(LOCAL)).isEqualTo(new ProxyHeader(null, null, LOCAL.length));
        assertThat(parse(binary(0x20, 0x11, "C0000207" + "CB007109" + "9C40" + "0015"))
                        .source())
                .isNull();
        assertThat(parse(binary(0x21, 0x31, "00".repeat(216))).source())
                .as("a socket of the proxy's own machine")
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void waitsForEveryByte(byte[] header) throws ProxyHeader.Malformed {
        for (int count = 0; count < header.length; count++) {
            assertThat(ProxyHeader.parse(header, count)).as("%d bytes", count).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("whole")
    void takesNothingOfWhatFollows(byte[] header) throws ProxyHeader.Malformed {
        byte[] followed = Arrays.copyOf(header, header.length + 12);
        System.arraycopy(line("USER alice\r\n"), 0, followed, header.length, 12);
        assertThat(parse(followed)).isEqualTo(parse(header));
    }

    @Test
    void readsTheLongestLine() throws ProxyHeader.Malformed {
        String longest = "PROXY UNKNOWN " + "x".repeat(107 - 16) + "\r\n";
        assertThat(parse(line(longest)).length()).isEqualTo(107);
        refuses(line("PROXY UNKNOWN " + "x".repeat(108 - 16) + "\r\n"));
        refuses(line("PROXY TCP4 " + "1".repeat(200)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER alice\r\n",
                "proxy TCP4 192.0.2.7 203.0.113.9 40000 21\r\n",
                "PROXY TCP4\r\n",
                "PROXY TCP5 192.0.2.7 203.0.113.9 40000 21\r\n",
                "PROXY TCP4 192.0.2.7 203.0.113.9 40000\r\n",
                "PROXY TCP4 192.0.2.7 203.0.113.9 40000 21 1\r\n",
                "PROXY TCP4 192.0.2.7 203.0.113.9 65536 21\r\n",
                "PROXY TCP4 192.0.2.7 203.0.113.9 -1 21\r\n",
                "PROXY TCP4 localhost 203.0.113.9 40000 21\r\n",
                "PROXY TCP6 1::2::3 2001:db8::9 40000 21\r\n",
                "PROXY  TCP4 192.0.2.7 203.0.113.9 40000 21\r\n"
            })
    void refusesWhatIsNoLine(String text) {
        refuses(line(text));
    }

    @Test
    void refusesWhatIsNoVersion2() {
        refuses(binary(0x11, 0x11, "C0000207" + "CB007109" + "9C40" + "0015"));
        refuses(binary(0x22, 0x11, "C0000207" + "CB007109" + "9C40" + "0015"));
        refuses(binary(0x21, 0x11, "C0000207" + "CB007109" + "9C40"));
        refuses(binary(0x21, 0x21, "C0000207" + "CB007109" + "9C40" + "0015"));
        refuses(binary(0x21, 0x11, "00".repeat(ProxyHeader.LONGEST - 15)));
    }

    /** A strange byte, a turned bit, an early end, zeros behind it. */
    @Test
    void noMutationBreaksIt() {
        long seed = 20_260_101;
        Random random = new Random(seed);
        List<byte[]> headers = whole();
        for (int i = 0; i < 1_000; i++) {
            byte[] mutated = mutate(headers.get(random.nextInt(headers.size())), random);
            try {
                ProxyHeader header = ProxyHeader.parse(mutated, mutated.length);
                assertThat(header == null || header.length() <= mutated.length).isTrue();
            } catch (ProxyHeader.Malformed e) {
                assertThat(e).hasMessageNotContaining("\n");
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "Mutation " + i + " of seed " + seed + ": "
                                + HexFormat.of().formatHex(mutated),
                        e);
            }
        }
    }

    private static byte[] mutate(byte[] header, Random random) {
        byte[] mutated = header.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = (byte) random.nextInt(256);
                case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutated = Arrays.copyOf(mutated, at + 1);
                default -> mutated = Arrays.copyOf(mutated, mutated.length + random.nextInt(300));
            }
        }
        return mutated;
    }

    private static ProxyHeader parse(byte[] bytes) throws ProxyHeader.Malformed {
        @Nullable ProxyHeader header = ProxyHeader.parse(bytes, bytes.length);
        assertThat(header).isNotNull();
        return header;
    }

    private static void refuses(byte[] bytes) {
        assertThatThrownBy(() -> ProxyHeader.parse(bytes, bytes.length)).isInstanceOf(ProxyHeader.Malformed.class);
    }

    private static byte[] line(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] binary(int command, int family, String rest) {
        byte[] addresses = HexFormat.of().parseHex(rest);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(HexFormat.of().parseHex("0D0A0D0A000D0A515549540A"));
        header.write(command);
        header.write(family);
        header.write(addresses.length >> 8);
        header.write(addresses.length);
        header.writeBytes(addresses);
        return header.toByteArray();
    }
}

package dev.longshore.ftp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.session.Request;
import dev.longshore.ftp.session.WireCharset;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilter.NextFilter;
import org.apache.mina.core.session.DummySession;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolDecoderOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients write becomes lines, however it is cut and whatever Telnet puts into it. */
class LineDecoderTest {
    private static final int LONGEST = 8 * 1024;
    private static final int IAC = 255;
    private static final int DO = 253;
    private static final int WILL = 251;
    private static final int INTERRUPT_PROCESS = 244;
    private static final int DATA_MARK = 242;

    private final IoSession session = new DummySession();
    private final LineDecoder decoder = new LineDecoder(LONGEST, Duration.ofMinutes(1));
    private final List<Request> requests = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"STOR a b\r\n", "STOR a b\n"})
    void endsALineWithCrLfOrLf(String line) {
        receive(line);
        assertThat(lines()).containsExactly("STOR a b");
    }

    @Test
    void readsSeveralLinesOfOneBuffer() {
        receive("USER a\r\nPASS b\nNOOP\r\n");
        assertThat(lines()).containsExactly("USER a", "PASS b", "NOOP");
    }

    @Test
    void putsALineTogetherFromSingleBytes() {
        for (byte octet : "STOR für\r\nNOOP\r\n".getBytes(StandardCharsets.UTF_8)) {
            receive(new byte[] {octet});
        }
        assertThat(lines()).containsExactly("STOR für", "NOOP");
    }

    @Test
    void saysNothingBeforeTheEndOfALine() {
        receive("NOOP\r");
        decoder.finishDecode(session, new Output());
        assertThat(requests).isEmpty();
    }

    @Test
    void takesAnEmptyLineForARequestWithoutAVerb() {
        receive("\r\n");
        assertThat(lines()).containsExactly("");
    }

    @Test
    void keepsBlanksAtTheEndOfALine() {
        receive("STOR a \r\n");
        assertThat(requests.get(0).argument()).isEqualTo("a ");
    }

    @Test
    void keepsCarriageReturnsInsideALine() {
        receive("STOR a\rb\r\r\n");
        assertThat(requests.get(0).argument()).isEqualTo("a\rb\r");
    }

    /** So that the path refuses it (553); a name cut at it would be another file. */
    @Test
    void keepsNul() {
        receive("STOR a\0b\r\n");
        assertThat(requests.get(0).argument()).isEqualTo("a\0b");
    }

    /** RFC 959 §4.1.3: how a client gets the server's attention. */
    @Test
    void dropsInterruptProcessAndDataMarkBeforeAbor() {
        receive(octets(IAC, INTERRUPT_PROCESS, IAC, DATA_MARK), "ABOR\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(lines()).containsExactly("ABOR");
    }

    @ParameterizedTest
    @ValueSource(ints = {251, 252, 253, 254})
    void dropsNegotiationsWithTheirOption(int command) {
        receive(text("NO"), octets(IAC, command, 'X'), text("OP\r\n"));
        assertThat(lines()).containsExactly("NOOP");
    }

    @Test
    void dropsTelnetCommandsThatComeInPieces() {
        for (int octet : new int[] {'N', IAC, WILL, 1, 'O', IAC, DATA_MARK, 'O', IAC, DO, IAC, 'P', '\r', '\n'}) {
            receive(octets(octet));
        }
        assertThat(lines()).containsExactly("NOOP");
    }

    /** RFC 854: a doubled IAC is the octet 255, which no UTF-8 has. */
    @Test
    void takesDoubledIacForTheOctet() {
        receive(text("STOR a"), octets(IAC, IAC), text("\r\nNOOP\r\n"));
        assertThat(faults()).containsExactly(Replies.NOT_UTF8, null);
    }

    /** To leave both octets out would store another file than the client named. */
    @ParameterizedTest
    @ValueSource(ints = {'b', ' ', 0xE9, 239})
    void keepsWhatIsNoTelnetCommandBehindIac(int octet) {
        receive(text("STOR a"), octets(IAC, octet), text("c\r\nNOOP\r\n"));
        assertThat(faults()).containsExactly(Replies.NOT_UTF8, null);
    }

    @Test
    void endsALineBehindIacOnly() {
        receive(text("NOOP"), octets(IAC, '\r', '\n'), text("STAT"), octets(IAC, '\n'), text("SYST\r\n"));
        assertThat(faults()).containsExactly(Replies.NOT_UTF8, Replies.NOT_UTF8, null);
    }

    @Test
    void endsNoLineAtAnOptionThatLooksLikeOne() {
        receive(text("NOOP"), octets(IAC, DO, '\n'), text("\r\n"));
        assertThat(lines()).containsExactly("NOOP");
    }

    @ParameterizedTest
    @CsvSource({"8191, false", "8193, true", "8194, true", "20000, true", "1000000, true"})
    void answersALineThatIsTooLongOnce(int length, boolean tooLong) {
        receive("x".repeat(length) + "\n" + "NOOP\r\n");
        assertThat(faults()).containsExactly(tooLong ? Replies.LINE_TOO_LONG : null, null);
        assertThat(requests.get(1).verb()).isEqualTo("NOOP");
    }

    @Test
    void readsALineOfTheLargestLengthWhole() {
        receive("STOR " + "x".repeat(LONGEST - 7) + "\r\n");
        assertThat(requests.get(0).fault()).isNull();
        assertThat(requests.get(0).argument()).hasSize(LONGEST - 7);
    }

    @Test
    void skipsALongLineThatComesInPieces() {
        for (int i = 0; i < 1_000; i++) {
            receive("x".repeat(100));
            assertThat(requests).isEmpty();
        }
        receive("\r\nNOOP\r\n");
        assertThat(faults()).containsExactly(Replies.LINE_TOO_LONG, null);
    }

    @Test
    void holdsNoMoreThanTheLongestLine() throws ReflectiveOperationException {
        for (int i = 0; i < 1_000; i++) {
            receive("x".repeat(1_000));
            assertThat(held()).isLessThanOrEqualTo(LONGEST);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 5_000, 100_000})
    void givesTheMemoryOfALongLineBack(int length) throws ReflectiveOperationException {
        receive("x".repeat(length));
        int before = held();
        receive("\r\n");
        assertThat(before).isGreaterThanOrEqualTo(Math.min(length, LONGEST));
        assertThat(held()).isLessThanOrEqualTo(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3", "c328", "ff", "fe", "c080", "eda080", "f4908080", "80"})
    void answersWhatIsNoUtf8(String hexadecimal) {
        receive(text("STOR "), HexFormat.of().parseHex(escaped(hexadecimal)), text("\r\nNOOP\r\n"));
        assertThat(faults()).containsExactly(Replies.NOT_UTF8, null);
    }

    @Test
    void readsEveryKindOfUtf8() {
        receive("STOR aü日😀\r\n");
        assertThat(requests.get(0).argument()).isEqualTo("aü日😀");
    }

    @Test
    void readsTheSameHoweverTheBytesAreCut() {
        String text = "USER a\r\nSTOR für\n\r\n" + "y".repeat(9_000) + "\r\nABOR\r\nMKD 日本\r\n";
        receive(text);
        List<String> whole = lines();
        for (long seed = 1; seed <= 50; seed++) {
            requests.clear();
            Random random = new Random(seed);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int from = 0; from < bytes.length; ) {
                int count = Math.min(bytes.length - from, 1 + random.nextInt(random.nextBoolean() ? 3 : 3_000));
                receive(Arrays.copyOfRange(bytes, from, from + count));
                from += count;
            }
            assertThat(lines()).as("seed %d", seed).isEqualTo(whole);
        }
    }

    private void receive(String text) {
        receive(text(text));
    }

    private void receive(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        decoder.decode(session, IoBuffer.wrap(all.toByteArray()), new Output());
    }

    private List<String> lines() {
        return requests.stream().map(Request::getRequestLine).toList();
    }

    private List<Replies> faults() {
        return requests.stream().map(Request::fault).collect(Collectors.toList());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] octets(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }

    /** As a client has to send it: 255 doubled (RFC 854). */
    private static String escaped(String hexadecimal) {
        return hexadecimal.replace("ff", "ffff");
    }

    /** How many bytes of line are held. */
    private int held() throws ReflectiveOperationException {
        Field line = LineDecoder.class.getDeclaredField("line");
        line.setAccessible(true);
        return ((byte[]) line.get(decoder)).length;
    }

    private final class Output implements ProtocolDecoderOutput {
        @Override
        public void write(Object message) {
            requests.add(((Request) message).in(WireCharset.UTF_8));
        }

        @Override
        public void flush(NextFilter next, IoSession to) {
            // Nothing is held.
        }
    }
}

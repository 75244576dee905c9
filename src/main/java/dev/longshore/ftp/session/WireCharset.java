package dev.longshore.ftp.session;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How the bytes of the control connection and of listings are read and written: UTF-8 (RFC 2640 §3.1), or the charset of a user whose
 * clients know no UTF-8. Commands and replies are ASCII in any case (RFC 959 §5.3). In a charset without ASCII, as those of EBCDIC are, only
 * names are; {@link #nameOf} and {@link #shown} stand between the two, and change nothing elsewhere.
 */
public final class WireCharset {
    public static final WireCharset UTF_8 = new WireCharset(StandardCharsets.UTF_8);

    /** What commands and replies are made of. */
    private static final String OF_COMMANDS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \"()*,-./:;=|";

    private static final String UNKNOWN = "?";

    /** In a text without a charset of its own, an octet that is no printable ASCII stands at this distance (private use). */
    private static final char OCTETS = 0xF000;

    private final Charset charset;
    private final boolean holdsAscii;

    private WireCharset(Charset charset) {
        this.charset = charset;
        this.holdsAscii = new String(OF_COMMANDS.getBytes(StandardCharsets.US_ASCII), charset).equals(OF_COMMANDS);
    }

    /** @param charset one that can be written */
    public static WireCharset of(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? UTF_8 : new WireCharset(charset);
    }

    public String name() {
        return charset.name();
    }

    public boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /**
     * The text of a line of the control connection, its Telnet commands left out; none where it is not of this charset. Only UTF-8 never has
     * the octet 255, so elsewhere a Telnet command within a line is taken for letters, and one before it is gone by then.
     */
    Optional<String> read(byte[] line) {
        byte[] octets = isUtf8() ? TelnetOctets.without(line) : TelnetOctets.undoubled(line);
        return holdsAscii ? decode(octets) : Optional.of(fromOctets(octets));
    }

    /**
     * The name that an argument is.
     *
     * @throws Failure {@code NAME_NOT_ALLOWED} when its octets are none of this charset
     */
    public String nameOf(String argument) {
        if (holdsAscii) {
            return argument;
        }
        return decode(toOctets(argument))
                .orElseThrow(() -> new Failure(FailureKind.NAME_NOT_ALLOWED, "A name that is not " + charset));
    }

    /** A name as it stands in a reply or a listing. */
    public String shown(String name) {
        return holdsAscii ? name : fromOctets(encode(name));
    }

    /** A reply for the control connection, with question marks for what this charset lacks; the octet 255 is doubled (RFC 854). */
    public byte[] reply(String text) {
        return isUtf8() ? encode(text) : TelnetOctets.doubled(listing(text));
    }

    /** A line for a data connection, with question marks for what this charset lacks. */
    public byte[] listing(String line) {
        return holdsAscii ? encode(line) : toOctets(line);
    }

    private Optional<String> decode(byte[] octets) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Charsets differ in what they write for what they lack, and some write a control character. */
    private byte[] encode(String text) {
        if (isUtf8()) {
            return text.getBytes(charset);
        }
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(text)) {
            return text.getBytes(charset);
        }
        StringBuilder known = new StringBuilder(text.length());
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(each -> known.append(encoder.canEncode(CharBuffer.wrap(each)) ? each : UNKNOWN));
        return known.toString().getBytes(charset);
    }

    private static String fromOctets(byte[] octets) {
        StringBuilder text = new StringBuilder(octets.length);
        for (byte octet : octets) {
            int value = octet & 0xFF;
            text.append((char) (value >= ' ' && value < 0x7F ? value : OCTETS + value));
        }
        return text.toString();
    }

    private static byte[] toOctets(String text) {
        byte[] octets = new byte[text.length()];
        for (int i = 0; i < octets.length; i++) {
            char character = text.charAt(i);
            boolean octet = character < 0x80 || character >> 8 == OCTETS >> 8;
            octets[i] = (byte) (octet ? character : UNKNOWN.charAt(0));
        }
        return octets;
    }
}

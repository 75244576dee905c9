package dev.longshore.ftp.listener;

import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.time.Duration;
import java.util.Arrays;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolDecoder;
import org.apache.mina.filter.codec.ProtocolDecoderOutput;

/**
 * Cuts the control connection into lines. Telnet commands before a line are dropped (RFC 959 §5.3.1, RFC 854); those in the middle of one stay
 * until its charset is known, since there they may be letters. A line may end with CRLF or LF. Holds at most one line; what is longer is
 * skipped to its end and answered.
 */
final class LineDecoder implements ProtocolDecoder {
    private static final int FIRST_SIZE = 128;
    private static final int IAC = 255;
    private static final int WILL = 251;
    /** Lower octets behind IAC are no Telnet commands. */
    private static final int LOWEST_COMMAND = 240;

    private enum Telnet {
        TEXT,
        COMMAND,
        OPTION,
        COMMAND_IN_LINE,
        OPTION_IN_LINE
    }

    private final int longest;
    private final Duration slowest;
    private final boolean tls;
    private long begun;
    private byte[] line = new byte[FIRST_SIZE];
    private int length;
    private boolean tooLong;
    private Telnet state = Telnet.TEXT;

    /**
     * @param longest the longest line, in bytes
     * @param slowest how long a line may take; after that the session ends, though bytes drip in
     */
    LineDecoder(int longest, Duration slowest) {
        this(longest, slowest, false);
    }

    /** @param tls whether AUTH may make the connection TLS, so that nothing behind it may be read before its reply (RFC 4217 §4) */
    LineDecoder(int longest, Duration slowest, boolean tls) {
        this.longest = longest;
        this.slowest = slowest;
        this.tls = tls;
    }

    @Override
    public void decode(IoSession session, IoBuffer in, ProtocolDecoderOutput out) {
        while (in.hasRemaining()) {
            int octet = in.getUnsigned();
            switch (state) {
                case TEXT -> text(octet, session, in, out);
                case COMMAND -> command(octet);
                case OPTION -> state = Telnet.TEXT;
                case COMMAND_IN_LINE -> commandInLine(octet, session, in, out);
                case OPTION_IN_LINE -> {
                    append(octet);
                    state = Telnet.TEXT;
                }
            }
        }
        if (length == 0) {
            begun = 0;
        } else if (begun == 0) {
            begun = System.nanoTime();
        } else if (System.nanoTime() - begun > slowest.toNanos()) {
            out.write(Request.answeredWith(Replies.IDLE));
        }
    }

    @Override
    public void finishDecode(IoSession session, ProtocolDecoderOutput out) {
        // A line without an end is no command.
    }

    @Override
    public void dispose(IoSession session) {
        line = new byte[0];
        length = 0;
    }

    private void text(int octet, IoSession session, IoBuffer in, ProtocolDecoderOutput out) {
        if (octet == IAC && length == 0) {
            state = Telnet.COMMAND;
        } else if (octet == '\n') {
            Request request = endOfLine();
            out.write(tls && request.verb().equals("AUTH") ? stopAt(request, session, in) : request);
        } else {
            append(octet);
            state = octet == IAC ? Telnet.COMMAND_IN_LINE : Telnet.TEXT;
        }
    }

    /** A client that sends anything behind AUTH before the reply would think that it was sent over TLS. */
    private static Request stopAt(Request auth, IoSession connection, IoBuffer in) {
        ControlSession session = ControlSession.of(connection);
        if (session.isSecure()) {
            return auth;
        }
        boolean last = !in.hasRemaining();
        in.position(in.limit());
        session.holdForTls();
        return last ? auth : Request.answeredWith(Replies.CLEAR_TEXT_BEHIND_AUTH);
    }

    /** WILL, WON'T, DO and DON'T are followed by an option; IAC IAC is the octet itself; the rest stands alone. */
    private void command(int octet) {
        state = octet >= WILL && octet < IAC ? Telnet.OPTION : Telnet.TEXT;
        if (octet == IAC) {
            append(IAC);
            append(IAC);
        }
    }

    /** An option may look like the end of the line. */
    private void commandInLine(int octet, IoSession session, IoBuffer in, ProtocolDecoderOutput out) {
        state = octet >= WILL && octet < IAC ? Telnet.OPTION_IN_LINE : Telnet.TEXT;
        if (octet < LOWEST_COMMAND) {
            text(octet, session, in, out);
        } else {
            append(octet);
        }
    }

    private void append(int octet) {
        if (length > longest || length == longest && octet != '\r') {
            tooLong = true;
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(longest + 1, length * 2));
        }
        line[length++] = (byte) octet;
    }

    private Request endOfLine() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        Request request = tooLong ? Request.answeredWith(Replies.LINE_TOO_LONG) : Request.ofOctets(line, end);
        if (line.length > FIRST_SIZE) {
            line = new byte[FIRST_SIZE];
        } else {
            Arrays.fill(line, (byte) 0);
        }
        length = 0;
        begun = 0;
        tooLong = false;
        return request;
    }
}

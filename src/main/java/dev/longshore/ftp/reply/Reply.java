package dev.longshore.ftp.reply;

import java.util.List;

/**
 * A reply as it goes on the wire (RFC 959 §4.2).
 *
 * @param code  three digits
 * @param lines the text; more than one line makes a multi-line reply, whose inner lines begin with a blank so that none can
 *              be taken for its end
 */
public record Reply(int code, List<String> lines) implements CodedReply {
    private static final String END = "\r\n";
    private static final int GOODBYE = 221;
    private static final int NOT_AVAILABLE = 421;

    public Reply {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("A reply has a text");
        }
    }

    public Reply(int code, String text) {
        this(code, List.of(text));
    }

    /** True for a reply behind which the connection is closed. */
    public boolean endsSession() {
        return code == GOODBYE || code == NOT_AVAILABLE;
    }

    /** The reply with its line ends. A control character in a text, such as a name has, becomes a question mark. */
    @Override
    public String toString() {
        StringBuilder wire = new StringBuilder(64);
        int last = lines.size() - 1;
        for (int i = 0; i < last; i++) {
            if (i == 0) {
                wire.append(code).append('-');
            } else {
                wire.append(' ');
            }
            append(wire, lines.get(i));
        }
        wire.append(code).append(' ');
        append(wire, lines.get(last));
        return wire.toString();
    }

    static void append(StringBuilder wire, String line) {
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            wire.append(character < ' ' || character == 0x7F ? '?' : character);
        }
        wire.append(END);
    }
}

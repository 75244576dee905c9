package dev.longshore.ftp.reply;

import java.util.List;

/**
 * Inner lines of a long reply, sent before its last line (RFC 959 §4.2). Each has code and hyphen in front, so that no name in them can
 * be taken for the end.
 *
 * @param code  of the reply
 * @param lines at least none
 */
public record ReplyPart(int code, List<String> lines) implements CodedReply {
    public ReplyPart {
        lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
        StringBuilder wire = new StringBuilder();
        for (String line : lines) {
            Reply.append(wire.append(code).append('-'), line);
        }
        return wire.toString();
    }
}

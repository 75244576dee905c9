package dev.longshore.ftp.reply;

import java.util.List;
import org.apache.ftpserver.ftplet.FtpReply;

/**
 * Inner lines of a long reply, sent before its last line (RFC 959 §4.2). Each has code and hyphen in front, so that no name in them can
 * be taken for the end.
 *
 * @param code  of the reply
 * @param lines at least none
 */
public record ReplyPart(int code, List<String> lines) implements FtpReply {
    public ReplyPart {
        lines = List.copyOf(lines);
    }

    @Override
    public int getCode() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.join("\n", lines);
    }

    @Override
    public long getSentTime() {
        return 0;
    }

    @Override
    public boolean isPositive() {
        return code < 400;
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

package dev.longshore.ftp.command.parameter;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.regex.Pattern;

/** EPRT (RFC 2428 §2): as PORT, for IPv4 and IPv6. */
record EprtCommand(ActiveMode active) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        String argument = request.getArgument();
        String delimiter = Pattern.quote(argument.substring(0, 1));
        String[] fields = argument.split(delimiter, -1);
        if (fields.length != 5) {
            return Replies.ARGUMENT_INVALID.with();
        }
        if (!fields[1].equals("1") && !fields[1].equals("2")) {
            return Replies.PROTOCOL_NOT_SUPPORTED.with("1,2");
        }
        return active.use(session, HostPort.parse(fields[1].equals("2"), fields[2], fields[3]));
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

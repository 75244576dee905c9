package dev.longshore.ftp.command.parameter;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** STRU (RFC 959 §4.1.2): file structure only. */
final class StruCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return request.getArgument().equalsIgnoreCase("F")
                ? Replies.OKAY.with()
                : Replies.PARAMETER_NOT_IMPLEMENTED.with();
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

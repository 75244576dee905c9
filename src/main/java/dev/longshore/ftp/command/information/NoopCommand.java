package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** NOOP (RFC 959 §4.1.3). */
final class NoopCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return Replies.OKAY.with();
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }

    @Override
    public boolean isPrompt() {
        return true;
    }
}

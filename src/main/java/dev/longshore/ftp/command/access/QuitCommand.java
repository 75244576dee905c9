package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** QUIT (RFC 959 §4.1.1): ends the session, after a transfer that is in progress. */
final class QuitCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        session.queue().clear();
        return Replies.GOODBYE.with();
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}

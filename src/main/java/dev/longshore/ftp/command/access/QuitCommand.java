package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.List;

/** QUIT (RFC 959 §4.1.1): ends the session, after a transfer that is in progress. */
record QuitCommand(List<String> goodbye) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        session.queue().clear();
        return Replies.GOODBYE.saying(goodbye);
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}

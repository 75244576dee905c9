package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.List;

/** REIN (RFC 959 §4.1.1): everything is as it was after connecting; 220. */
record ReinCommand(List<String> greeting) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        session.reinitialize();
        return Replies.GREETING_AGAIN.saying(greeting);
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}

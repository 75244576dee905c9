package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.List;

/** QUIT (RFC 959 §4.1.1): ends the session, after a transfer that is in progress. */
record QuitCommand(List<String> goodbye) implements FtpCommand {
    private static final int CODE = 221;

    @Override
    public Reply answer(ControlSession session, Request request) {
        session.queue().clear();
        return new Reply(CODE, goodbye);
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}

package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.List;

/**
 * REIN (RFC 959 §4.1.1): everything is as it was after connecting; 220. Over TLS that would be a connection in clear (RFC 4217 §11), so
 * it is refused there.
 */
record ReinCommand(List<String> greeting) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        if (session.isSecure()) {
            return Replies.REIN_OVER_TLS.with();
        }
        session.reinitialize();
        return Replies.GREETING_AGAIN.saying(greeting);
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}

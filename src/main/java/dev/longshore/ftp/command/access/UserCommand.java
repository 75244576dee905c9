package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** USER (RFC 959 §4.1.1): names the user. Every name gets the same 331, known or not, but one whose record requires TLS. */
record UserCommand(TlsPolicy policy) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        if (session.isLoggedIn()) {
            return Replies.ALREADY_LOGGED_IN.with();
        }
        if (policy.refuses(session, request.getArgument())) {
            session.setUserArgument(null);
            return Replies.TLS_REQUIRED.with();
        }
        session.setUserArgument(request.argument());
        return Replies.NAME_OKAY.with();
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/**
 * USER (RFC 959 §4.1.1): names the user. Every name gets the same 331, known or not, but those that need TLS or
 * a code, and the one that the client's certificate lets in (232, RFC 2228 §5.1).
 */
record UserCommand(LoginSteps login) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return login.user(session, request.getArgument());
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

package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** PASS (RFC 959 §4.1.1): proves who the user is. Every reason of a refusal gets the same 530. */
record PassCommand(LoginSteps login) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return login.password(session, request.argument() == null ? "" : request.argument());
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}

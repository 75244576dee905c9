package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** ACCT (RFC 959 §4.1.1): chooses the account, and with it the tree, of a user who has several. */
record AcctCommand(LoginSteps login) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return login.account(session, request.getArgument());
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

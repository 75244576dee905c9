package dev.longshore.ftp.command.security;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** CCC (RFC 2228 §3, RFC 4217 §6): would have the rest of the control connection in clear; never done. */
final class CccCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return session.isSecure() ? Replies.CLEAR_COMMANDS_REFUSED.with() : Replies.TLS_FIRST.with();
    }

    @Override
    public boolean isPrompt() {
        return true;
    }
}

package dev.longshore.ftp.command.file;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** PWD, XPWD (RFC 959 §4.1.3): the working directory, its double quotes doubled. */
final class PwdCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return Replies.WORKING_DIRECTORY.with(Quoted.path(session, session.file(null)));
    }

    @Override
    public boolean isPrompt() {
        return true;
    }
}

package dev.longshore.ftp.command.extension;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** RMDA (draft-peterson-streamlined-ftp-command-extensions §6): removing a whole tree is refused. */
final class RmdaCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return Replies.RECURSIVE_REMOVAL_REFUSED.with();
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

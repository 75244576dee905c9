package dev.longshore.ftp.command.extension;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** CSID (draft-peterson-streamlined-ftp-command-extensions §2): the client tells its name, the server its own; no version. */
final class CsidCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return Replies.CLIENT_NOTED.with();
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

package dev.longshore.ftp.command.file;

import dev.longshore.files.Removes;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** DELE (RFC 959 §4.1.3): removes a file. */
final class DeleCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        session.file(request.argument(), Removes.class).removeFile();
        return Replies.FILE_ACTION_OKAY.with();
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

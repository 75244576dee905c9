package dev.longshore.ftp.command.file;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/**
 * SIZE (RFC 3659 §4): how many bytes a transfer of the file would move. Where line ends are converted that is known only after reading the
 * whole file, and is not answered.
 */
final class SizeCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        if (session.convertsLines()) {
            return Replies.SIZE_UNKNOWN.with();
        }
        return Replies.FILE_STATUS.with(session.file(request.argument()).getSize());
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

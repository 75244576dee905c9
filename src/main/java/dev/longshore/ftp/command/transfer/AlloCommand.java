package dev.longshore.ftp.command.transfer;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/**
 * ALLO (RFC 959 §4.1.3): S3 needs no allocation, but a file that is too large for it, or for the user, is refused here already, and again
 * when its upload comes.
 */
final class AlloCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        String argument = request.getArgument().strip();
        if (!argument.matches("\\d{1,18}( +R +\\d{1,18})?")) {
            return Replies.ARGUMENT_INVALID.with();
        }
        long bytes = Long.parseLong(argument.split(" ", 2)[0]);
        session.announceUpload(bytes);
        return (bytes > session.rules().largestFile() ? Replies.TOO_LARGE : Replies.NOTHING_TO_ALLOCATE).with();
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

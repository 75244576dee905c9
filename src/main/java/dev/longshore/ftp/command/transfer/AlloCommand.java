package dev.longshore.ftp.command.transfer;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** ALLO (RFC 959 §4.1.3): S3 needs no allocation. */
final class AlloCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return request.getArgument().strip().matches("\\d{1,18}( +R +\\d{1,18})?")
                ? Replies.NOTHING_TO_ALLOCATE.with()
                : Replies.ARGUMENT_INVALID.with();
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

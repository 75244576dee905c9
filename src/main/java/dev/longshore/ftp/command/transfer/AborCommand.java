package dev.longshore.ftp.command.transfer;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** ABOR (RFC 959 §4.1.3) when no transfer is in progress; one that is, is stopped by the dispatcher before this runs. */
final class AborCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        session.dropEndpoint();
        return Replies.NOTHING_TO_ABORT.with();
    }
}

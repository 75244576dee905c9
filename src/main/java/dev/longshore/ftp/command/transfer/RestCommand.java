package dev.longshore.ftp.command.transfer;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/**
 * REST (RFC 3659 §5): the byte at which the next transfer begins. Kept across PASV, EPSV, PORT, EPRT and TYPE. Where line ends are
 * converted, nobody knows which byte of the file an octet of the transfer is.
 */
final class RestCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        String offset = request.getArgument().strip();
        if (!offset.matches("\\d{1,18}")) {
            return Replies.ARGUMENT_INVALID.with();
        }
        if (session.convertsLines() && Long.parseLong(offset) > 0) {
            return Replies.RESTART_NEEDS_IMAGE.with();
        }
        session.restartAt(Long.parseLong(offset));
        return Replies.RESTART_PENDING.with(offset);
    }

    @Override
    public boolean needsArgument() {
        return true;
    }

    @Override
    public boolean isPrompt() {
        return true;
    }
}

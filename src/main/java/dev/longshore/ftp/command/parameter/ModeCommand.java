package dev.longshore.ftp.command.parameter;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.Locale;

/** MODE (RFC 959 §4.1.2): stream, or deflated (MODE Z, draft-preston-ftpext-deflate). */
final class ModeCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        String mode = request.getArgument().strip().toUpperCase(Locale.ROOT);
        if (!mode.equals("S") && !mode.equals("Z")) {
            return Replies.PARAMETER_NOT_IMPLEMENTED.with();
        }
        session.compress(mode.equals("Z"));
        return Replies.MODE_SET.with(mode);
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.Locale;

/** OPTS (RFC 2389 §4): UTF8 is always on. */
final class OptsCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return request.getArgument().strip().toUpperCase(Locale.ROOT).matches("UTF-?8( +ON)?")
                ? Replies.OKAY.with()
                : Replies.NO_SUCH_OPTION.with();
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

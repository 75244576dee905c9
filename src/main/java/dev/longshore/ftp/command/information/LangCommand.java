package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.Locale;

/** LANG (RFC 2640 §4.1): replies are English. */
final class LangCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        String tag =
                request.argument() == null ? "" : request.argument().strip().toLowerCase(Locale.ROOT);
        return tag.isEmpty() || tag.equals("en") || tag.startsWith("en-")
                ? Replies.LANGUAGE_SET.with()
                : Replies.PARAMETER_NOT_IMPLEMENTED.with();
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}

package dev.longshore.ftp.command.site;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.Map;

/** SITE (RFC 959 §4.1.3): passes on to the word behind it. */
record SiteCommand(Map<String, FtpCommand> words) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        Request inner = Request.parse(request.getArgument().stripLeading());
        FtpCommand word = words.get(inner.verb());
        if (word == null) {
            return Replies.PARAMETER_NOT_IMPLEMENTED.with();
        }
        return word.needsArgument() && inner.argument() == null
                ? Replies.ARGUMENT_NEEDED.with()
                : word.answer(session, inner);
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

package dev.longshore.ftp.command.site;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.List;

/** SITE HELP: the words that work here. */
final class SiteHelpCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return Replies.SITE_HELP.around(List.of("CHMOD DIRSTYLE HELP UMASK UTIME"));
    }
}

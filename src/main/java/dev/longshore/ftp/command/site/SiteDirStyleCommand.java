package dev.longshore.ftp.command.site;

import dev.longshore.files.ListingStyle;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.Locale;

/** SITE DIRSTYLE: how the lines of LIST look in this session. Without a word it turns from MS-DOS to Unix and back, as IIS does. */
final class SiteDirStyleCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        if (request.argument() == null) {
            boolean on = session.listingStyle() != ListingStyle.MSDOS;
            session.useListingStyle(on ? ListingStyle.MSDOS : ListingStyle.UNIX);
            return Replies.DIRECTORY_STYLE_TURNED.with(on ? "on" : "off");
        }
        String word = request.argument().strip().toLowerCase(Locale.ROOT);
        for (ListingStyle style : ListingStyle.values()) {
            String name = style.name().toLowerCase(Locale.ROOT);
            if (name.equals(word)) {
                session.useListingStyle(style);
                return Replies.DIRECTORY_STYLE.with(name);
            }
        }
        return Replies.PARAMETER_NOT_IMPLEMENTED.with();
    }
}

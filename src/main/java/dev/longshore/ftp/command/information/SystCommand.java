package dev.longshore.ftp.command.information;

import dev.longshore.files.ListingStyle;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** SYST (RFC 959 §4.1.3): clients choose their listing parser by this text. */
final class SystCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return session.listingStyle() == ListingStyle.MSDOS ? Replies.SYSTEM_OF_MSDOS.with() : Replies.SYSTEM.with();
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}

package dev.longshore.ftp.command.file;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.ListingFormat;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.time.Instant;

/** MDTM (RFC 3659 §3): when the file was changed, in UTC. */
final class MdtmCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        long modified = session.file(request.argument()).getLastModified();
        return Replies.FILE_STATUS.with(ListingFormat.timeValue(Instant.ofEpochMilli(modified)));
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

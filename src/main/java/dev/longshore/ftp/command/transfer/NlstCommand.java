package dev.longshore.ftp.command.transfer;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.ListArgument;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** NLST (RFC 959 §4.1.3): the names of a directory, one a line. */
final class NlstCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return ListingRun.list(session, ListArgument.parse(request.argument()), false);
    }
}

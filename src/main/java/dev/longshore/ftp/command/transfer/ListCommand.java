package dev.longshore.ftp.command.transfer;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.ListArgument;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** LIST (RFC 959 §4.1.3): the entries of a directory, one file, or what has a name of a pattern, as {@code ls -l} prints them. */
final class ListCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return ListingRun.list(session, ListArgument.parse(request.argument()), true);
    }
}

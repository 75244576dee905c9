package dev.longshore.ftp.command.transfer;

import dev.longshore.files.FileEntry;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.listing.ListArgument;
import dev.longshore.ftp.listing.ListingFormat;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.reply.ReplyPart;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** STAT (RFC 959 §4.1.3): without a path the state of the session, in a transfer with the bytes moved so far; with one a listing over the control connection, sent as its pages come. */
final class StatCommand implements FtpCommand {
    private static final int LINES_AT_ONCE = 200;
    private static final int CODE_OF_LISTING = 213;

    @Override
    public Reply answer(ControlSession session, Request request) {
        if (request.argument() == null) {
            return status(session);
        }
        Iterator<FileEntry> entries = ListingRun.entries(session, ListArgument.path(request.argument()));
        List<String> lines = new ArrayList<>(List.of("Status:"));
        Instant now = Instant.now();
        while (entries.hasNext()) {
            lines.add(ListingFormat.list().line(entries.next(), now));
            if (lines.size() == LINES_AT_ONCE) {
                session.sendPart(ReplyPart.of(CODE_OF_LISTING, lines));
                lines.clear();
            }
        }
        session.sendPart(ReplyPart.of(CODE_OF_LISTING, lines));
        return new Reply(CODE_OF_LISTING, "End");
    }

    private static Reply status(ControlSession session) {
        Transfer transfer = session.transfer();
        String activity = transfer == null ? "No transfer" : "Transferring, " + transfer.bytes() + " bytes so far";
        return new Reply(
                211, List.of("Status:", "Logged in as " + session.getUser().getName(), activity, "End"));
    }
}

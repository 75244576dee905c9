package dev.longshore.ftp.command.transfer;

import dev.longshore.failure.Failure;
import dev.longshore.files.FileEntry;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.listing.ListArgument;
import dev.longshore.ftp.listing.ListingFormat;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.ftpserver.ftplet.User;
import org.jboss.logging.Logger;

/** STAT (RFC 959 §4.1.3): without a path the state of the session, in a transfer with the bytes moved so far; with one a listing over the control connection, sent as its pages come. */
final class StatCommand implements FtpCommand {
    private static final Logger LOG = Logger.getLogger(StatCommand.class);
    private static final int LINES_AT_ONCE = 200;

    @Override
    public Reply answer(ControlSession session, Request request) {
        if (request.argument() == null) {
            return status(session);
        }
        return listing(session, ListingRun.entries(session, ListArgument.path(request.argument())));
    }

    /** Where S3 fails behind lines that are sent already, the reply is ended all the same: a client waits for its last line. */
    private static Reply listing(ControlSession session, Iterator<FileEntry> entries) {
        List<String> lines = new ArrayList<>(Replies.DIRECTORY_STATUS.with().lines());
        ListingFormat format = ListingFormat.list().naming(session.charset()::shown);
        Instant now = Instant.now();
        boolean sent = false;
        try {
            while (entries.hasNext()) {
                lines.add(format.line(entries.next(), now));
                if (lines.size() == LINES_AT_ONCE) {
                    session.sendPart(Replies.DIRECTORY_STATUS.part(lines));
                    sent = true;
                    lines.clear();
                }
            }
        } catch (Failure e) {
            if (!sent) {
                throw e;
            }
            LOG.warnf("STAT is incomplete: %s", e.getMessage());
            return Replies.DIRECTORY_STATUS_INCOMPLETE.with();
        }
        session.sendPart(Replies.DIRECTORY_STATUS.part(lines));
        return Replies.DIRECTORY_STATUS_END.with();
    }

    private static Reply status(ControlSession session) {
        Transfer transfer = session.transfer();
        User user = session.getUser();
        String who = user == null ? "Not logged in" : "Logged in as " + user.getName();
        String activity = transfer == null ? "No transfer" : transfer.activity();
        return Replies.STATUS.around(List.of(who, activity));
    }
}

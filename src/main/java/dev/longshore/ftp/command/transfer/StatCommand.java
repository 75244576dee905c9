package dev.longshore.ftp.command.transfer;

import dev.longshore.failure.Failure;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.listing.ListArgument;
import dev.longshore.ftp.listing.ListQuery;
import dev.longshore.ftp.listing.Listed;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.DataSecurity;
import dev.longshore.ftp.session.Request;
import dev.longshore.ftp.tls.ControlTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.ftpserver.ftplet.User;
import org.jboss.logging.Logger;

/** STAT (RFC 959 §4.1.3): without a path the state of the session, in a transfer with the bytes moved so far, and what is encrypted; with one a listing over the control connection, sent as its pages come. */
final class StatCommand implements FtpCommand {
    private static final Logger LOG = Logger.getLogger(StatCommand.class);

    @Override
    public Reply answer(ControlSession session, Request request) {
        if (request.argument() == null) {
            return status(session);
        }
        return listing(session, ListArgument.parse(request.argument()));
    }

    /**
     * What ends behind lines that are sent already gets its last line all the same, for which a client waits: RFC 959 §4.2 has no other code
     * within a reply of several lines.
     */
    private static Reply listing(ControlSession session, ListArgument argument) {
        ListQuery query = ListingRun.query(session, argument, false);
        StatusLines lines = new StatusLines(
                session, ListingRun.longFormat(session), argument.options().marked());
        try (Listed found = query.find()) {
            query.write(found, lines);
            lines.flush();
            return Replies.DIRECTORY_STATUS_END.with();
        } catch (IOException e) {
            throw new UncheckedIOException("STAT writes to no data connection", e);
        } catch (Failure e) {
            if (!lines.isBegun()) {
                throw e;
            }
            LOG.warnf("STAT is incomplete: %s", e.getMessage());
            return lines.isAborted()
                    ? Replies.DIRECTORY_STATUS_ABORTED.with()
                    : Replies.DIRECTORY_STATUS_INCOMPLETE.with();
        }
    }

    private static Reply status(ControlSession session) {
        Transfer transfer = session.transfer();
        User user = session.getUser();
        String who = user == null ? "Not logged in" : "Logged in as " + user.getName();
        String activity = transfer == null ? "No transfer" : transfer.activity();
        return Replies.STATUS.around(List.of(who, activity, control(session), data(session)));
    }

    private static String control(ControlSession session) {
        ControlTls tls = session.tls();
        return "Control connection " + (tls == null ? "in clear" : "encrypted by " + tls.version());
    }

    private static String data(ControlSession session) {
        boolean secured = session.isSecure() && session.dataSecurity() == DataSecurity.PRIVATE;
        return "Data connections " + (secured ? "encrypted" : "in clear");
    }
}

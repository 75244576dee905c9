package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.List;

/** STAT (RFC 959 §4.1.3) without a path: the state of the session, in a transfer with the bytes moved so far. */
final class StatCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        if (request.argument() != null) {
            return Replies.NOT_IMPLEMENTED.with();
        }
        return status(session);
    }

    private static Reply status(ControlSession session) {
        Transfer transfer = session.transfer();
        String activity = transfer == null ? "No transfer" : "Transferring, " + transfer.bytes() + " bytes so far";
        return new Reply(
                211, List.of("Status:", "Logged in as " + session.getUser().getName(), activity, "End"));
    }
}

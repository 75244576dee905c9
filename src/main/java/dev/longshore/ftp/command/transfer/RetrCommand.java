package dev.longshore.ftp.command.transfer;

import dev.longshore.files.Fetches;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** RETR (RFC 959 §4.1.3): sends a file, from the restart offset on. The answer of S3 decides between 150 and 550. */
final class RetrCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        Fetches file = session.file(request.argument(), Fetches.class);
        return TransferRun.download(session, file::fetch);
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

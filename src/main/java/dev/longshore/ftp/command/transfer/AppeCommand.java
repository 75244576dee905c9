package dev.longshore.ftp.command.transfer;

import dev.longshore.files.Publishes;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** APPE (RFC 959 §4.1.3): appends to a file, or makes it; the result appears whole or not at all. */
final class AppeCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        Publishes file = session.file(request.argument(), Publishes.class);
        return TransferRun.upload(session, request.argument(), offset -> file.append());
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

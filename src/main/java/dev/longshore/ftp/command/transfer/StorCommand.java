package dev.longshore.ftp.command.transfer;

import dev.longshore.files.Publishes;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** STOR (RFC 959 §4.1.3): stores a file, whole or not at all; behind REST n (RFC 3659 §5) its first n bytes are kept. */
final class StorCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        Publishes file = session.file(request.argument(), Publishes.class);
        return TransferRun.upload(session, request.argument(), file::keep);
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

package dev.longshore.ftp.command.transfer;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** MLSD (RFC 3659 §7): the entries of a directory as facts; takes no options and no files. */
final class MlsdCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return ListingRun.directory(session, request.argument());
    }
}

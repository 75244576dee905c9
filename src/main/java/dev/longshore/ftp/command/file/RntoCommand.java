package dev.longshore.ftp.command.file;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import org.apache.ftpserver.ftplet.FtpFile;

/** RNTO (RFC 959 §4.1.3): gives the file of RNFR a new name. */
final class RntoCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        FtpFile source = session.getRenameFrom();
        if (source == null) {
            return Replies.RENAME_SOURCE_FIRST.with();
        }
        session.setRenameFrom(null);
        source.move(session.file(request.argument()));
        return Replies.FILE_ACTION_OKAY.with();
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

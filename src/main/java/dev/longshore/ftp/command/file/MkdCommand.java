package dev.longshore.ftp.command.file;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import org.apache.ftpserver.ftplet.FtpFile;

/** MKD, XMKD (RFC 959 §4.1.3): makes a directory. */
final class MkdCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        FtpFile directory = session.file(request.argument());
        directory.mkdir();
        return Replies.DIRECTORY_MADE.with(Quoted.path(session, directory));
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

package dev.longshore.ftp.command.access;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import org.apache.ftpserver.ftplet.FtpException;

/** CDUP, XCUP (RFC 959 §4.1.1): goes to the parent directory; 200, not 250. */
final class CdupCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        try {
            session.getFileSystemView().changeWorkingDirectory("..");
        } catch (FtpException e) {
            throw new Failure(FailureKind.BACKEND_FAILED, "The file system refused a directory", e);
        }
        return Replies.DIRECTORY_CHANGED_UP.with(session.shownPath(session.file(null)));
    }
}

package dev.longshore.ftp.command.access;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import org.apache.ftpserver.ftplet.FtpException;

/** CWD, XCWD (RFC 959 §4.1.1): changes the working directory. */
final class CwdCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        try {
            if (!session.getFileSystemView()
                    .changeWorkingDirectory(session.charset().nameOf(request.getArgument()))) {
                throw new Failure(FailureKind.NOT_FOUND, "No such directory");
            }
        } catch (FtpException e) {
            throw new Failure(FailureKind.BACKEND_FAILED, "The file system refused a directory", e);
        }
        return Replies.DIRECTORY_CHANGED.with(session.shownPath(session.file(null)));
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

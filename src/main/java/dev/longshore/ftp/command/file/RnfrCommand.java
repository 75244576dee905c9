package dev.longshore.ftp.command.file;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import org.apache.ftpserver.ftplet.FtpFile;

/** RNFR (RFC 959 §4.1.3): the file to rename, which must exist; RNTO must follow. */
final class RnfrCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        FtpFile source = session.file(request.argument());
        if (!source.doesExist()) {
            throw new Failure(FailureKind.NOT_FOUND, source.getAbsolutePath() + " does not exist");
        }
        session.setRenameFrom(source);
        return Replies.RENAME_PENDING.with();
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

package dev.longshore.ftp.command.file;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.Renames;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import org.apache.ftpserver.ftplet.FtpFile;

/** RNTO (RFC 959 §4.1.3): gives the file or directory of RNFR a new name. ABOR stops it, STAT tells how far it is. */
final class RntoCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        FtpFile source = session.getRenameFrom();
        if (source == null) {
            return Replies.RENAME_SOURCE_FIRST.with();
        }
        session.setRenameFrom(null);
        if (!(source instanceof Renames renamed)) {
            throw new Failure(FailureKind.NOT_IMPLEMENTED, source.getAbsolutePath() + " cannot be renamed");
        }
        FtpFile target = session.file(request.argument());
        Transfer work = session.beginReading();
        try {
            work.tell("Renaming");
            renamed.rename(target, new Progress(work));
        } catch (RuntimeException e) {
            work.requireNotAborted();
            throw e;
        } finally {
            session.endTransfer(work);
        }
        return Replies.FILE_ACTION_OKAY.with();
    }

    @Override
    public boolean needsArgument() {
        return true;
    }

    /** Tells STAT, and takes ABOR for too late once the old names go. */
    private record Progress(Transfer work) implements Renames.Watch {
        @Override
        public void moved(long done, long all) {
            work.tell("Renaming, " + done + " of " + all + " files so far");
        }

        @Override
        public void beforeEnd() {
            work.beginCommit();
        }
    }
}

package dev.longshore.ftp.command.file;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.FileEntry;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.Fact;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.time.Instant;
import java.util.List;
import org.apache.ftpserver.ftplet.FtpFile;

/** MLST (RFC 3659 §7): the facts of one file or directory, over the control connection. */
final class MlstCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        FtpFile file = session.file(request.argument());
        FileEntry entry = entry(file);
        String path = session.shownPath(file);
        return Replies.FACTS.around(List.of(Fact.line(session.facts(), entry) + " " + path), path);
    }

    private static FileEntry entry(FtpFile file) {
        if (file.isFile()) {
            Instant modified = Instant.ofEpochMilli(file.getLastModified());
            return new FileEntry(file.getName(), false, file.getSize(), modified);
        }
        if (file.isDirectory()) {
            return new FileEntry(file.getName(), true, 0, Instant.EPOCH);
        }
        throw new Failure(FailureKind.NOT_FOUND, file.getAbsolutePath() + " does not exist");
    }
}

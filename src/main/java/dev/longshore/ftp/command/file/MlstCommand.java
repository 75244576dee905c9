package dev.longshore.ftp.command.file;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.Lists;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.FactLines;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.List;
import org.apache.ftpserver.ftplet.FtpFile;

/** MLST (RFC 3659 §7): the facts of one file or directory, over the control connection. */
final class MlstCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        FtpFile file = session.file(request.argument());
        if (!(file instanceof Lists named)) {
            throw new Failure(FailureKind.NOT_IMPLEMENTED, file.getAbsolutePath() + " has no facts");
        }
        String path = session.shownPath(file);
        String facts = FactLines.of(session.facts(), named.describe());
        return Replies.FACTS.around(List.of(facts + " " + path), path);
    }
}

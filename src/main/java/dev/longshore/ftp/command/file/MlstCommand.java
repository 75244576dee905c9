package dev.longshore.ftp.command.file;

import dev.longshore.files.Describes;
import dev.longshore.files.FileEntry;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.Fact;
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
        FileEntry entry = session.file(request.argument(), Describes.class).describe();
        String path = session.shownPath(file);
        return Replies.FACTS.around(List.of(Fact.line(session.facts(), entry) + " " + path), path);
    }
}

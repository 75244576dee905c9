package dev.longshore.ftp.command.file;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.ListingFormat;
import dev.longshore.ftp.listing.TimeValue;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.time.Instant;
import java.util.Optional;
import org.apache.ftpserver.ftplet.FtpFile;

/** MDTM (RFC 3659 §3): when the file was changed, in UTC; {@code MDTM time name} sets it, as older clients do. */
final class MdtmCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        String argument = request.getArgument();
        int blank = argument.indexOf(' ');
        Optional<Instant> time = blank < 0 ? Optional.empty() : TimeValue.parse(argument.substring(0, blank));
        if (time.isPresent()) {
            FtpFile file = session.file(argument.substring(blank + 1));
            file.setLastModified(time.get().toEpochMilli());
            return Replies.TIME_CHANGED.with(TimeValue.kept(time.get()), session.shownPath(file));
        }
        long modified = session.file(argument).getLastModified();
        return Replies.FILE_STATUS.with(ListingFormat.timeValue(Instant.ofEpochMilli(modified)));
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

package dev.longshore.ftp.command.extension;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.TimeValue;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.time.Instant;
import java.util.Optional;
import org.apache.ftpserver.ftplet.FtpFile;

/** MFMT (draft-somers-ftp-mfxx §3): sets the time of a file, {@code YYYYMMDDHHMMSS} in UTC. */
final class MfmtCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        String[] words = request.getArgument().split(" ", 2);
        Optional<Instant> time = TimeValue.parse(words[0]);
        if (words.length < 2 || time.isEmpty()) {
            return Replies.ARGUMENT_INVALID.with();
        }
        FtpFile file = session.file(words[1]);
        file.setLastModified(time.get().toEpochMilli());
        return Replies.TIME_CHANGED.with(TimeValue.kept(time.get()), session.shownPath(file));
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

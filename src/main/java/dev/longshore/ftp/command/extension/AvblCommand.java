package dev.longshore.ftp.command.extension;

import dev.longshore.files.Holds;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.OptionalLong;

/**
 * AVBL (draft-peterson-streamlined-ftp-command-extensions §4): how many bytes can be stored. S3 has no bound, so it is the user's quota
 * that tells, or nothing.
 */
final class AvblCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        OptionalLong left = session.file(request.argument(), Holds.class).left();
        return left.isPresent() ? Replies.SPACE_LEFT.with(left.getAsLong()) : Replies.SPACE_UNKNOWN.with();
    }
}

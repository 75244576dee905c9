package dev.longshore.ftp.command.extension;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** AVBL (draft-peterson-streamlined-ftp-command-extensions §4): how many bytes can be stored. S3 has no bound, and there are no quotas. */
final class AvblCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return Replies.SPACE_UNKNOWN.with();
    }
}

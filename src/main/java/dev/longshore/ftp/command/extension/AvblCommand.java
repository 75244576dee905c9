package dev.longshore.ftp.command.extension;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** AVBL (draft-peterson-streamlined-ftp-command-extensions §4): how many bytes can be stored: the largest file of the user, or of S3. */
final class AvblCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        if (!session.file(request.argument()).isDirectory()) {
            return Replies.NOT_A_DIRECTORY.with();
        }
        return Replies.SPACE_AVAILABLE.with(session.rules().largestFile());
    }
}

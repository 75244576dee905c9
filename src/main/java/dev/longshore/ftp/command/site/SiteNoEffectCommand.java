package dev.longshore.ftp.command.site;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** SITE CHMOD and SITE UMASK: S3 has no such modes; clients that insist are told that all is well. */
final class SiteNoEffectCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return Replies.NO_EFFECT.with();
    }
}

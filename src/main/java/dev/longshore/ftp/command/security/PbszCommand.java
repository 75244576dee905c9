package dev.longshore.ftp.command.security;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.DataSecurity;
import dev.longshore.ftp.session.Request;

/** PBSZ (RFC 4217 §8): has to come before PROT; TLS makes blocks of its own, so every size becomes 0. */
final class PbszCommand implements FtpCommand {
    private static final String SIZE = "\\d{1,10}";

    @Override
    public Reply answer(ControlSession session, Request request) {
        if (!session.isSecure()) {
            return Replies.TLS_FIRST.with();
        }
        if (!request.getArgument().strip().matches(SIZE)) {
            return Replies.ARGUMENT_INVALID.with();
        }
        if (session.dataSecurity() == DataSecurity.NONE) {
            session.useDataSecurity(DataSecurity.CLEAR);
        }
        return Replies.BUFFER_SIZE.with();
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }

    @Override
    public boolean needsArgument() {
        return true;
    }

    @Override
    public boolean isPrompt() {
        return true;
    }
}

package dev.longshore.ftp.command.security;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.DataSecurity;
import dev.longshore.ftp.session.Request;
import java.util.Locale;

/** PROT (RFC 2228 §3, RFC 4217 §9): C has data connections in clear, P has them in TLS. */
final class ProtCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        if (!session.isSecure()) {
            return Replies.TLS_FIRST.with();
        }
        if (session.dataSecurity() == DataSecurity.NONE) {
            return Replies.BUFFER_SIZE_FIRST.with();
        }
        return switch (request.getArgument().strip().toUpperCase(Locale.ROOT)) {
            case "P" -> set(session, DataSecurity.PRIVATE, "P");
            case "C" ->
                session.refusesClearData() ? Replies.PROTECTION_REFUSED.with() : set(session, DataSecurity.CLEAR, "C");
            case "S", "E" -> Replies.PROTECTION_NOT_OF_TLS.with();
            default -> Replies.PROTECTION_UNKNOWN.with();
        };
    }

    private static Reply set(ControlSession session, DataSecurity security, String level) {
        session.useDataSecurity(security);
        return Replies.PROTECTION_SET.with(level);
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

package dev.longshore.ftp.command.security;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.DataSecurity;
import dev.longshore.ftp.session.Request;
import dev.longshore.ftp.tls.TlsServer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * AUTH (RFC 2228 §3, RFC 4217 §4): the control connection becomes TLS. Nothing may be sent between AUTH and its reply; the client would
 * think that it went over TLS, so it is not obeyed, and the session ends.
 */
record AuthCommand(TlsServer tls) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        if (session.isSecure()) {
            return Replies.ALREADY_SECURE.with();
        }
        DataSecurity data = data(request.argument());
        if (data == null) {
            return request.argument() == null ? Replies.ARGUMENT_NEEDED.with() : Replies.MECHANISM_UNKNOWN.with();
        }
        if (!session.isHeldForTls() || session.queue().size() > 0) {
            return Replies.CLEAR_TEXT_BEHIND_AUTH.with();
        }
        session.agreeOnTls(tls.begin(), data);
        return Replies.TLS_BEGINS.with();
    }

    /** What a mechanism means for data connections; null for one that is not known (RFC 4217 §17). */
    @Nullable
    private static DataSecurity data(@Nullable String mechanism) {
        return switch (mechanism == null ? "" : mechanism.strip().toUpperCase(Locale.ROOT)) {
            case "TLS", "TLS-C" -> DataSecurity.NONE;
            case "SSL", "TLS-P" -> DataSecurity.PRIVATE;
            default -> null;
        };
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}

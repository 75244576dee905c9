package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.LoginState;
import dev.longshore.ftp.session.Request;
import dev.longshore.ftp.tls.ControlTls;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** HOST (RFC 7151 §3): chooses a virtual host, and with it the greeting; before USER only. */
record HostCommand(Map<String, List<String>> greetings) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        if (session.isLoggedIn() || !session.login().equals(LoginState.UNNAMED)) {
            return Replies.HOST_BEFORE_USER.with();
        }
        if (!isOfTls(session, request.getArgument().strip())) {
            return Replies.HOST_NOT_OF_TLS.with();
        }
        List<String> greeting = greetings.get(request.getArgument().strip().toLowerCase(Locale.ROOT));
        return greeting == null ? Replies.UNKNOWN_HOST.with() : Replies.GREETING_OF_HOST.saying(greeting);
    }

    /** What the certificate was chosen by, and what HOST chooses, must be one host. */
    private static boolean isOfTls(ControlSession session, String host) {
        ControlTls tls = session.tls();
        return tls == null
                || tls.requestedName().isEmpty()
                || tls.requestedName().equalsIgnoreCase(host);
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}

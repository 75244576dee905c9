package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.LoginState;
import dev.longshore.ftp.session.Request;
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
        List<String> greeting = greetings.get(request.getArgument().strip().toLowerCase(Locale.ROOT));
        return greeting == null ? Replies.UNKNOWN_HOST.with() : Replies.GREETING_OF_HOST.saying(greeting);
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

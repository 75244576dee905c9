package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** HELP (RFC 959 §4.1.3): the verbs that work here. */
record HelpCommand(Supplier<Collection<String>> names) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return Replies.HELP.around(List.of(String.join(" ", names.get())));
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}

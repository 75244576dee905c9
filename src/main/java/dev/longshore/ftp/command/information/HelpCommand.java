package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** HELP (RFC 959 §4.1.3): the verbs that work here. */
record HelpCommand(Supplier<Collection<String>> names) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        List<String> lines = new ArrayList<>();
        lines.add("These commands work:");
        lines.add(String.join(" ", names.get()));
        lines.add("End");
        return new Reply(214, lines);
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}

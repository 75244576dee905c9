package dev.longshore.ftp.command.parameter;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.net.Inet4Address;
import java.util.Locale;

/** EPSV (RFC 2428 §3): as PASV, for any network protocol; EPSV ALL promises that no other way will be used. */
record EpsvCommand(PassiveMode passive) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        String argument = request.argument() == null ? "" : request.argument().strip();
        boolean ipv4 = session.localHost() instanceof Inet4Address;
        switch (argument.toUpperCase(Locale.ROOT)) {
            case "" -> {}
            case "ALL" -> {
                session.allowExtendedPassiveOnly();
                return Replies.EXTENDED_PASSIVE_ALL.with();
            }
            case "1", "2" -> {
                if (argument.equals("1") != ipv4) {
                    return Replies.PROTOCOL_NOT_SUPPORTED.with(ipv4 ? "1" : "2");
                }
            }
            default -> {
                return Replies.PROTOCOL_NOT_SUPPORTED.with(ipv4 ? "1" : "2");
            }
        }
        return passive.open(session)
                .map(port -> Replies.EXTENDED_PASSIVE.with(port))
                .orElseGet(Replies.NO_PASSIVE_PORT::with);
    }

    @Override
    public boolean isPrompt() {
        return true;
    }
}

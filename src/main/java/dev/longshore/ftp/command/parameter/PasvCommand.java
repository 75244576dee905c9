package dev.longshore.ftp.command.parameter;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.net.InetAddress;
import java.util.Optional;

/** PASV (RFC 959 §4.1.2): the client will connect to a port of ours. */
record PasvCommand(PassiveMode passive) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        if (session.isExtendedPassiveOnly()) {
            return Replies.EXTENDED_PASSIVE_ONLY.with();
        }
        Optional<InetAddress> address = passive.announced(session);
        if (address.isEmpty()) {
            return Replies.PASSIVE_NEEDS_IPV4.with();
        }
        return passive.open(session)
                .map(port -> Replies.PASSIVE.with(HostPort.format(address.get(), port)))
                .orElseGet(Replies.NO_PASSIVE_PORT::with);
    }
}

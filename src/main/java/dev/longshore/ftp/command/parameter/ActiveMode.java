package dev.longshore.ftp.command.parameter;

import dev.longshore.ftp.data.ActiveEndpoint;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What PORT and EPRT share. */
record ActiveMode(boolean enabled) {
    Reply use(ControlSession session, Optional<InetSocketAddress> target) {
        if (!enabled) {
            return Replies.ACTIVE_DISABLED.with();
        }
        if (session.isExtendedPassiveOnly()) {
            return Replies.EXTENDED_PASSIVE_ONLY.with();
        }
        if (target.isEmpty()) {
            return Replies.ARGUMENT_INVALID.with();
        }
        if (!ActiveEndpoint.mayConnect(target.get(), session.clientHost())) {
            return Replies.PORT_REFUSED.with();
        }
        session.useEndpoint(new ActiveEndpoint(target.get(), session.listeningHost()));
        return Replies.OKAY.with();
    }
}

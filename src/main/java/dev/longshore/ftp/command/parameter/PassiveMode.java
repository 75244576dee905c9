package dev.longshore.ftp.command.parameter;

import dev.longshore.ftp.data.PassiveEndpoint;
import dev.longshore.ftp.data.PassivePorts;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Timers;
import java.net.InetAddress;
import java.util.Optional;

/** What PASV and EPSV share. */
record PassiveMode(PassivePorts ports, PassiveAddress address, Timers timers) {
    /** The IPv4 address to tell, if there is one. */
    Optional<InetAddress> announced(ControlSession session) {
        return HostPort.ipv4(address.tell(session.localHost(), session.clientHost()));
    }

    /** Listens for the session's next data connection, and returns the port. */
    Optional<Integer> open(ControlSession session) {
        session.dropEndpoint();
        Optional<PassiveEndpoint> endpoint = PassiveEndpoint.open(ports, session.listeningHost(), session.clientHost());
        endpoint.ifPresent(bound -> {
            session.useEndpoint(bound);
            bound.expireBy(timers.after(PassiveEndpoint.PATIENCE, bound::expire));
        });
        return endpoint.map(PassiveEndpoint::port);
    }
}

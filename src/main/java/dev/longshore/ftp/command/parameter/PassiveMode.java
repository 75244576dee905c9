package dev.longshore.ftp.command.parameter;

import dev.longshore.ftp.data.PassiveEndpoint;
import dev.longshore.ftp.data.PassivePorts;
import dev.longshore.ftp.session.ControlSession;
import java.net.InetAddress;
import java.util.Optional;

/** What PASV and EPSV share. */
record PassiveMode(PassivePorts ports, PassiveAddress address) {
    /** The IPv4 address to tell, if there is one. */
    Optional<InetAddress> announced(InetAddress local) {
        return HostPort.ipv4(address.tell(local));
    }

    /** Listens for the session's next data connection, and returns the port. */
    Optional<Integer> open(ControlSession session) {
        session.dropEndpoint();
        Optional<PassiveEndpoint> endpoint = PassiveEndpoint.open(ports, session.localHost(), session.clientHost());
        endpoint.ifPresent(session::useEndpoint);
        return endpoint.map(PassiveEndpoint::port);
    }
}

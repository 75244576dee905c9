package dev.longshore.ftp.command.access;

import dev.longshore.users.Origin;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.sessions.Seat;
import dev.longshore.users.sessions.Seats;
import java.net.InetAddress;
import java.util.Optional;
import org.apache.ftpserver.ftplet.AuthorizationRequest;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginRequest;

/**
 * What stands between a right password and a login.
 *
 * @param defender who is kept out for a while
 * @param seats    how many sessions each user has
 */
public record Gate(Defender defender, Seats seats) {
    /** A place among the sessions of the user; empty when there are as many as the record allows. */
    Optional<Seat> admit(User user, InetAddress client) {
        AuthorizationRequest answer = user.authorize(new ConcurrentLoginRequest(1, 1));
        return answer instanceof ConcurrentLoginRequest limits
                ? seats.take(
                        user.getName(),
                        Origin.of(client),
                        limits.getMaxConcurrentLogins(),
                        limits.getMaxConcurrentLoginsPerIP())
                : seats.take(user.getName(), Origin.of(client), 0, 0);
    }
}

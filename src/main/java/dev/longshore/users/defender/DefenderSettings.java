package dev.longshore.users.defender;

import dev.longshore.settings.StrictBoolean;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/**
 * Keeping strangers out.
 *
 * <p>What strangers do counts points against the address that they come from. When there are too many within a window,
 * the address is banned: it gets 421 and is closed at connect, and its sessions that have not logged in end. Sessions
 * that have logged in go on. A right login clears the points of its address. IPv6 addresses are counted by their /64.
 *
 * <table>
 * <tr><th>what</th><th>points</th></tr>
 * <tr><td>a refused login: wrong password, unknown user, disabled user, or a user from outside {@code allow}</td>
 *     <td>5</td></tr>
 * <tr><td>the same name and password once more, as a job with an old password sends them</td><td>1</td></tr>
 * <tr><td>no login within {@code longshore.ftp.login-timeout}</td><td>5</td></tr>
 * <tr><td>before a login, a line that is too long (500)</td><td>10</td></tr>
 * <tr><td>before a login, an unknown or unreadable command, or one that needs a login, from the eleventh of a session
 *     on</td><td>2</td></tr>
 * <tr><td>before a login, a handshake of TLS that fails: no TLS at all, none of our versions and ciphers, or a client's
 *     certificate that is missing or refused; not one that the client breaks off since it distrusts our certificate</td>
 *     <td>2</td></tr>
 * <tr><td>a session that is closed because it sent too many commands at once</td><td>10</td></tr>
 * <tr><td>a connection beyond {@code longshore.ftp.connections.per-address}</td><td>1</td></tr>
 * </table>
 *
 * <p>With the defaults that is a ban after 20 guesses within ten minutes. A job behind a NAT address that goes on with
 * an old password counts one point for each try, so it bans its site only if it tries more than 95 times in ten minutes
 * and nobody else logs in from there meanwhile.
 *
 * <p>Behind a proxy of {@code longshore.ftp.proxies} the client's own address counts, and the proxy is never banned.
 * Where clients cannot be told from each other in any other way, such as behind a Kubernetes Service with
 * {@code externalTrafficPolicy: Cluster}, put the addresses that the gateway sees into {@code allow}.
 *
 * <p>The points of the last 10,000 addresses are kept, and as many bans. Without {@code longshore.redis.url} each
 * gateway counts for itself, and points and bans are gone when it ends.
 */
@ConfigMapping(prefix = "longshore.defender")
public interface DefenderSettings {
    /** Whether points are counted. Without it only bans of the operator hold. */
    @WithDefault("true")
    @WithConverter(StrictBoolean.class)
    boolean enabled();

    /** How many points ban an address, 1 to 1,000,000: “longshore.defender.points is …: it must be 1 to 1000000”. */
    @WithDefault("100")
    int points();

    /** How long points count. At least ten seconds: “longshore.defender.window must be 10s or more”. */
    @WithDefault("10m")
    Duration window();

    /**
     * How long the first ban of an address is. The next one is twice as long, and so on. At least one second, and not
     * above {@code longest-ban}: “longshore.defender.ban must be 1s or more, and at most longshore.defender.longest-ban”.
     */
    @WithDefault("5m")
    Duration ban();

    /**
     * How long a ban is at most, up to 366 days: “longshore.defender.longest-ban must be 366 days or less”. An address
     * that has not been banned for as long begins at {@code ban} again.
     */
    @WithDefault("24h")
    Duration longestBan();

    /**
     * Networks that are never banned, and whose points are not counted. A value replaces the default, so name the
     * loopback again if clients come from there: those of a sidecar do, all by one address.
     */
    @WithDefault("127.0.0.0/8,::1")
    List<String> allow();
}

package dev.longshore.redis;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * What several gateways count together.
 *
 * <p>Without it each gateway counts for itself. With it, points and bans of {@code longshore.defender}, and the sessions
 * of users with {@code limits.sessions} or {@code limits.sessions-per-address}, hold for all gateways with the same
 * Redis. A ban reaches the others within a second or two, and so does what an upload adds to a quota. While Redis cannot be used, each gateway goes on with what it
 * knows and its own counts; the log says so once, and once when Redis is back. The sessions of a gateway that has died
 * are forgotten after 15 seconds. The clocks of the gateways must agree to within a few seconds.
 */
@ConfigMapping(prefix = "longshore.redis")
public interface RedisSettings {
    /**
     * Redis 6 or later, or Valkey, as {@code redis://USER:PASSWORD@HOST:PORT/DATABASE}, or {@code rediss://} with TLS.
     * All but the host may be left out; the port is 6379 and the database 0 then. One server, not a cluster. Anything
     * else: “longshore.redis.url cannot be read: …”. The names of all keys begin with {@code longshore:}; gateways that
     * shall not share need different databases.
     *
     * @default none, which means that nothing is shared
     */
    Optional<String> url();
}

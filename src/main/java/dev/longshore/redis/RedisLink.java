package dev.longshore.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jboss.logging.Logger;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** The connections to Redis, and whether it can be used. A line of the log tells of each change. */
final class RedisLink implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RedisLink.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int CONNECTIONS = 8;

    private enum State {
        NEW,
        UP,
        AWAY
    }

    private final RedisAddress address;
    private final JedisPooled redis;
    private State state = State.NEW;

    RedisLink(RedisAddress address) {
        this.address = address;
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxWait(PATIENCE);
        pool.setJmxEnabled(false);
        int millis = (int) PATIENCE.toMillis();
        this.redis = new JedisPooled(
                pool,
                new HostAndPort(address.host(), address.port()),
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis(millis)
                        .socketTimeoutMillis(millis)
                        .user(address.user())
                        .password(address.password())
                        .database(address.database())
                        .ssl(address.tls())
                        .build());
    }

    /** True when the last question was answered. */
    synchronized boolean isUp() {
        return state == State.UP;
    }

    /** Asks; empty when Redis cannot be used, without asking when that is known. Waits for half a second at most. */
    <T> Optional<T> ask(Function<UnifiedJedis, T> question) {
        return isUp() ? tryNow(question) : Optional.empty();
    }

    /** Asks, whatever is known. */
    <T> Optional<T> tryNow(Function<UnifiedJedis, T> question) {
        try {
            return Optional.of(question.apply(redis));
        } catch (JedisException e) {
            away(e);
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.debug("What Redis answered cannot be used", e);
            away(e);
            return Optional.empty();
        }
    }

    /** Everything has been told to Redis: from now on it is asked. */
    synchronized void up() {
        if (state != State.UP) {
            state = State.UP;
            LOG.infof("Redis at %s is used: bans, sessions and quotas are counted for all gateways together", address);
        }
    }

    private synchronized void away(RuntimeException cause) {
        if (state != State.AWAY) {
            state = State.AWAY;
            LOG.warnf(
                    "Redis at %s cannot be used (%s): bans, sessions and quotas are counted by this gateway alone",
                    address, cause.getMessage());
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}

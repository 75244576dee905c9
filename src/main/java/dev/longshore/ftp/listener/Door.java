package dev.longshore.ftp.listener;

import dev.longshore.ftp.reply.Replies;
import dev.longshore.users.Networks;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.defender.Offence;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides at connect who may speak to the gateway. RFC 959 §5.4 knows 421 and no 530 there. Refusals are cheap, and are told to the log
 * together, once a minute.
 */
final class Door {
    private static final Logger LOG = Logger.getLogger(Door.class);
    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    private final Networks allow;
    private final Defender defender;
    private final ConnectionLimits limits;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - BETWEEN_LINES);

    /** @param allow who may connect; an empty set means all */
    Door(Networks allow, Defender defender, ConnectionLimits limits) {
        this.allow = allow;
        this.defender = defender;
        this.limits = limits;
    }

    /** Lets a client in, who is counted from then on; else returns what to say to it. */
    @Nullable
    Replies enter(InetAddress client) {
        if (!allow.isEmpty() && !allow.contains(client)) {
            log(client);
            return Replies.ADDRESS_REFUSED;
        }
        if (defender.isBanned(client)) {
            log(client);
            return Replies.BANNED;
        }
        if (limits.enter(client)) {
            return null;
        }
        if (limits.isCrowd(client)) {
            defender.offend(client, Offence.CROWD);
        }
        return Replies.TOO_MANY_CONNECTIONS;
    }

    /** A client that was let in has left. */
    void leave(InetAddress client) {
        limits.leave(client);
    }

    private void log(InetAddress client) {
        refused.incrementAndGet();
        long last = lastLine.get();
        long now = System.nanoTime();
        if (now - last >= BETWEEN_LINES && lastLine.compareAndSet(last, now)) {
            LOG.infof(
                    "Refused %d connections of banned or not allowed addresses, the last one of %s",
                    refused.getAndSet(0), client.getHostAddress());
        }
    }
}

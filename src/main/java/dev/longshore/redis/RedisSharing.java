package dev.longshore.redis;

import dev.longshore.files.UsageNews;
import dev.longshore.files.Usages;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.defender.SharedLedger;
import dev.longshore.users.sessions.Seats;
import dev.longshore.users.sessions.SharedSeats;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import redis.clients.jedis.UnifiedJedis;

/**
 * Shares bans, points, sessions and what quotas count with other gateways. One thread tells Redis what was counted here and fetches what others have, each
 * second; only a login of a user with a limit asks by itself. While Redis is away each gateway counts alone.
 */
public final class RedisSharing implements AutoCloseable {
    private static final String PREFIX = "longshore:";
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_FULL_TELLS = Duration.ofMinutes(10);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final Defender defender;
    private final Seats counted;
    private final RedisLink link;
    private final Tasks tasks = new Tasks();
    private final RedisLedger ledger;
    private final RedisSeats seats;
    private final Usages stored;
    private final RedisUsage usage;
    private final Thread thread;
    private Instant awaySince = Instant.EPOCH;
    private long lastFullTell = System.nanoTime();

    private RedisSharing(RedisAddress address, Defender defender, Seats counted, Usages stored, Duration lease) {
        this.defender = defender;
        this.counted = counted;
        this.link = new RedisLink(address);
        this.ledger = new RedisLedger(PREFIX, defender, link, tasks);
        this.seats = new RedisSeats(PREFIX, counted, link, tasks, lease);
        this.stored = stored;
        this.usage = new RedisUsage(PREFIX, stored, link, tasks);
        this.thread = new Thread(this::run, "redis");
        this.thread.setDaemon(true);
    }

    /** Begins to share; Redis need not be there yet. */
    public static RedisSharing start(RedisAddress address, Defender defender, Seats counted, Usages stored) {
        return start(address, defender, counted, stored, LEASE);
    }

    /** @param lease how long the sessions of a gateway count after it was heard of last */
    static RedisSharing start(RedisAddress address, Defender defender, Seats counted, Usages stored, Duration lease) {
        RedisSharing sharing = new RedisSharing(address, defender, counted, stored, lease);
        defender.shareWith(sharing.ledger);
        counted.shareWith(sharing.seats);
        stored.shareWith(sharing.usage);
        sharing.thread.start();
        return sharing;
    }

    /** True while Redis can be used. */
    boolean isUp() {
        return link.isUp();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (link.tryNow(this::exchange).isPresent()) {
                    link.up();
                    runUntilNextRound();
                } else {
                    Thread.sleep(BETWEEN_ROUNDS.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean exchange(UnifiedJedis redis) {
        boolean back = !link.isUp();
        long seen = defender.changes();
        boolean forgotten = !seats.renew(redis);
        if (back) {
            ledger.pushSince(redis, awaySince);
        }
        if (back || forgotten || seats.isIncomplete()) {
            seats.tellAnew(redis);
        } else if (System.nanoTime() - lastFullTell > BETWEEN_FULL_TELLS.toNanos()) {
            seats.tellAll(redis);
            lastFullTell = System.nanoTime();
        }
        if (back || usage.isIncomplete()) {
            usage.beginAnew(redis);
        }
        tasks.runAll(redis);
        usage.refresh(redis);
        ledger.refresh(redis, seen);
        awaySince = defender.now();
        return true;
    }

    private void runUntilNextRound() throws InterruptedException {
        long end = System.nanoTime() + BETWEEN_ROUNDS.toNanos();
        for (long left = BETWEEN_ROUNDS.toNanos(); left > 0; left = end - System.nanoTime()) {
            Consumer<UnifiedJedis> task = tasks.next(Duration.ofNanos(left));
            if (task != null
                    && link.ask(redis -> {
                                task.accept(redis);
                                return true;
                            })
                            .isEmpty()) {
                return;
            }
            if (ledger.isStale()) {
                return;
            }
        }
    }

    /** Stops sharing; the others forget the sessions of this gateway. */
    @Override
    public void close() {
        defender.shareWith(SharedLedger.NONE);
        counted.shareWith(SharedSeats.NONE);
        stored.shareWith(UsageNews.NOBODY);
        thread.interrupt();
        try {
            thread.join(FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.ask(redis -> {
            seats.leave(redis);
            return true;
        });
        link.close();
    }
}

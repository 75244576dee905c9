package dev.longshore.redis;

import dev.longshore.users.Origin;
import dev.longshore.users.defender.Ban;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.defender.DefenderRules;
import dev.longshore.users.defender.SharedLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** Points and bans in Redis: a hash of points for each origin, one hash of all bans, and a number that changes with it. */
final class RedisLedger implements SharedLedger {
    private static final Logger LOG = Logger.getLogger(RedisLedger.class);
    private static final int WORDS = 3;
    private static final int MOST_BANS = 10_000;
    private static final int SLOTS = 10;

    private final Defender defender;
    private final RedisLink link;
    private final Tasks tasks;
    private final String points;
    private final String bans;
    private final String version;

    @Nullable
    private String known;

    private boolean stale;

    RedisLedger(String prefix, Defender defender, RedisLink link, Tasks tasks) {
        this.defender = defender;
        this.link = link;
        this.tasks = tasks;
        this.points = prefix + "points:";
        this.bans = prefix + "bans";
        this.version = prefix + "bans:version";
    }

    /** While Redis can be used it decides about bans: it knows of right logins at other gateways, too. */
    @Override
    public boolean decides() {
        return link.isUp();
    }

    @Override
    public void points(Origin origin, int more) {
        if (!link.isUp()) {
            return;
        }
        DefenderRules rules = defender.rules();
        Instant now = defender.now();
        long slot = now.toEpochMilli() / (rules.window().toMillis() / SLOTS);
        List<String> keys = List.of(points + origin, bans, version);
        List<String> arguments = List.of(
                origin.text(),
                Long.toString(slot),
                Integer.toString(more),
                Integer.toString(rules.points()),
                millis(now),
                millis(rules.ban()),
                millis(rules.longest()),
                millis(rules.window()));
        tasks.addIfRoom(redis -> stale |= Script.OFFEND.run(redis, keys, arguments));
    }

    @Override
    public void clear(Origin origin) {
        if (link.isUp()) {
            tasks.addIfRoom(redis -> redis.del(points + origin));
        }
    }

    @Override
    public void ban(Ban ban) {
        if (link.isUp()) {
            tasks.add(redis -> push(redis, ban));
        } else {
            tasks.addIfRoom(redis -> push(redis, ban));
        }
    }

    @Override
    public void lift(Origin origin) {
        tasks.add(redis -> Script.LIFT.run(redis, List.of(points + origin, bans, version), List.of(origin.text())));
    }

    /** True when a ban was made that has not been fetched. */
    boolean isStale() {
        return stale;
    }

    /** Tells the bans that were made here since then. */
    void pushSince(UnifiedJedis redis, Instant since) {
        defender.bans().stream().filter(ban -> !ban.since().isBefore(since)).forEach(ban -> push(redis, ban));
    }

    /**
     * Fetches the bans if they have changed. A Redis that has lost its data is told them again.
     *
     * @param seen what {@link Defender#changes()} was before the last task was run
     */
    void refresh(UnifiedJedis redis, long seen) {
        String now = redis.get(version);
        stale = false;
        if (known != null && (now == null || isBefore(now, known))) {
            pushSince(redis, Instant.EPOCH);
            known = null;
            stale = true;
        } else if (now != null && !Objects.equals(now, known)) {
            List<Ban> all = trimmed(redis, redis.hgetAll(bans));
            if (defender.takeOver(all, seen)) {
                known = now;
            }
        }
    }

    private void push(UnifiedJedis redis, Ban ban) {
        Script.BAN.run(
                redis,
                List.of(bans, version),
                List.of(
                        ban.origin().text(),
                        millis(ban.since()),
                        millis(ban.until()),
                        Integer.toString(ban.repeats())));
    }

    /** Removes bans from Redis that are forgotten, and those that end first where there are too many. */
    private List<Ban> trimmed(UnifiedJedis redis, Map<String, String> found) {
        Instant now = defender.now();
        List<Ban> kept = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        found.forEach((origin, text) -> {
            Ban ban = read(origin, text);
            if (ban == null) {
                LOG.warnf("A ban in Redis is none of ours, and is not obeyed");
            } else if (ban.isForgotten(now, defender.rules().longest())) {
                dropped.add(origin);
            } else {
                kept.add(ban);
            }
        });
        if (kept.size() > MOST_BANS) {
            kept.sort(Comparator.comparing(Ban::byOperator)
                    .reversed()
                    .thenComparing(Ban::until, Comparator.reverseOrder()));
            List<Ban> excess = kept.subList(MOST_BANS, kept.size());
            excess.forEach(ban -> dropped.add(ban.origin().text()));
            excess.clear();
        }
        if (!dropped.isEmpty()) {
            redis.hdel(bans, dropped.toArray(String[]::new));
        }
        return kept;
    }

    /** Null for what is no ban. */
    @Nullable
    static Ban read(String origin, String text) {
        try {
            Origin.address(origin);
            String[] words = text.split(" ");
            return words.length < WORDS
                    ? null
                    : new Ban(
                            new Origin(origin),
                            Instant.ofEpochMilli(Long.parseLong(words[0])),
                            Instant.ofEpochMilli(Long.parseLong(words[1])),
                            Integer.parseInt(words[2]));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What is no number was made by nobody who counts. */
    private static boolean isBefore(String now, String known) {
        try {
            return Long.parseLong(now) < Long.parseLong(known);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    private static String millis(Duration length) {
        return Long.toString(length.toMillis());
    }
}

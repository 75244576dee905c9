package dev.longshore.redis;

import dev.longshore.users.Origin;
import dev.longshore.users.sessions.Seats;
import dev.longshore.users.sessions.SharedSeats;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.UnifiedJedis;

/**
 * Sessions of users with a limit in Redis: a hash for each user, with the count of each gateway, in all and for each origin. Counts are
 * told as they are and never as a difference, so none drifts. A gateway has a key that expires; without it its counts are void.
 */
final class RedisSeats implements SharedSeats {
    private static final Duration EXPIRY = Duration.ofHours(1);

    private final Seats seats;
    private final RedisLink link;
    private final Tasks tasks;
    private final Duration lease;
    private final String sessions;
    private final String gateways;
    private volatile String id = UUID.randomUUID().toString();
    private volatile boolean incomplete;

    /** Users whose sessions Redis knows of. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    RedisSeats(String prefix, Seats seats, RedisLink link, Tasks tasks, Duration lease) {
        this.seats = seats;
        this.link = link;
        this.tasks = tasks;
        this.lease = lease;
        this.sessions = prefix + "sessions:";
        this.gateways = prefix + "gateway:";
    }

    @Override
    public boolean take(String user, Origin origin, int mine, int mineThere, int most, int mostThere) {
        told.add(user);
        String gateway = id;
        return link.ask(redis -> Script.TAKE.run(
                        redis,
                        List.of(sessions + user),
                        List.of(
                                gateway,
                                origin.text(),
                                Integer.toString(mine),
                                Integer.toString(mineThere),
                                Integer.toString(most),
                                Integer.toString(mostThere),
                                gateways,
                                Long.toString(EXPIRY.toMillis()))))
                .orElse(true);
    }

    @Override
    public void changed(String user, Origin origin) {
        if (told.contains(user) && !tasks.addIfRoom(redis -> tell(redis, user, origin))) {
            incomplete = true;
        }
    }

    /** True when something could not be told. */
    boolean isIncomplete() {
        return incomplete;
    }

    /** Makes everything void that was told before, and tells all counts under another name. */
    void tellAnew(UnifiedJedis redis) {
        incomplete = false;
        String before = id;
        id = UUID.randomUUID().toString();
        renew(redis);
        tellAll(redis);
        redis.del(gateways + before);
    }

    /** Keeps the counts of this gateway from being forgotten; false when they have been. */
    boolean renew(UnifiedJedis redis) {
        return Script.RENEW.run(redis, List.of(gateways + id), List.of(Long.toString(lease.toMillis())));
    }

    /** Tells all counts. A login that is being decided meanwhile is waited for, so it is among them. */
    void tellAll(UnifiedJedis redis) {
        for (String user : told) {
            seats.whileUndisturbed(user, () -> seats.counts().keySet().stream()
                    .filter(place -> place.origin() != null && place.user().equals(user))
                    .forEach(place -> tell(redis, user, place.origin())));
        }
    }

    /** The others need not wait for the lease to end. */
    void leave(UnifiedJedis redis) {
        redis.del(gateways + id);
    }

    private void tell(UnifiedJedis redis, String user, Origin origin) {
        seats.whileUndisturbed(user, () -> {
            int mine = seats.count(user, null);
            Script.TELL.run(
                    redis,
                    List.of(sessions + user),
                    List.of(
                            id,
                            origin.text(),
                            Integer.toString(mine),
                            Integer.toString(seats.count(user, origin)),
                            Long.toString(EXPIRY.toMillis())));
            if (mine == 0) {
                told.remove(user);
            }
        });
    }
}

package dev.longshore.users.sessions;

import dev.longshore.users.NameLocks;
import dev.longshore.users.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts the sessions of each user, in all and from each origin. Exact however many log in at once: logins of one user are
 * decided one after another.
 */
public final class Seats {
    private final NameLocks locks = new NameLocks();
    private final ConcurrentHashMap<Place, Integer> taken = new ConcurrentHashMap<>();
    private volatile SharedSeats shared = SharedSeats.NONE;

    /**
     * What is counted.
     *
     * @param origin null for all
     */
    public record Place(String user, @Nullable Origin origin) {}

    /** Who else counts. */
    public void shareWith(SharedSeats others) {
        shared = others;
    }

    /**
     * Takes a place for a session. May wait for other gateways for a moment, so never call it on an I/O thread.
     *
     * @param most      how many sessions the user may have; 0 for any number
     * @param mostThere how many from one origin; 0 for any number
     * @return empty, and nothing is counted, when it would be one too many
     */
    public Optional<Seat> take(String user, Origin origin, int most, int mostThere) {
        ReentrantLock lock = locks.of(user);
        lock.lock();
        try {
            int mine = count(user, null) + 1;
            int mineThere = count(user, origin) + 1;
            boolean limited = most > 0 || mostThere > 0;
            if (most > 0 && mine > most
                    || mostThere > 0 && mineThere > mostThere
                    || limited && !shared.take(user, origin, mine, mineThere, most, mostThere)) {
                return Optional.empty();
            }
            change(user, origin, 1);
        } finally {
            lock.unlock();
        }
        return Optional.of(new Seat(() -> {
            change(user, origin, -1);
            shared.changed(user, origin);
        }));
    }

    /** How many sessions a user has here, in all or from one origin. */
    public int count(String user, @Nullable Origin origin) {
        return taken.getOrDefault(new Place(user, origin), 0);
    }

    /** All counts of this gateway; none of them is 0. */
    public Map<Place, Integer> counts() {
        return Map.copyOf(taken);
    }

    /** Does something while no login of that user is being decided. */
    public void whileUndisturbed(String user, Runnable action) {
        ReentrantLock lock = locks.of(user);
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private void change(String user, Origin origin, int by) {
        add(new Place(user, null), by);
        add(new Place(user, origin), by);
    }

    private void add(Place place, int by) {
        taken.merge(place, by, (before, more) -> before + more == 0 ? null : before + more);
    }
}

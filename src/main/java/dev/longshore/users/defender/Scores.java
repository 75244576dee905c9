package dev.longshore.users.defender;

import dev.longshore.users.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The points of the origins that were heard of last. However many strangers come, it does not grow. */
final class Scores {
    private final long slotMillis;
    private final Map<Origin, Score> scores;

    /** @param most how many origins are kept */
    Scores(Duration window, int most) {
        this.slotMillis = window.toMillis() / Score.SLOTS;
        this.scores = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Origin, Score> eldest) {
                return size() > most;
            }
        };
    }

    /** Adds points; returns how many count now. */
    synchronized int add(Origin origin, int points, Instant now) {
        return of(origin).add(now.toEpochMilli() / slotMillis, points);
    }

    /** True when that origin has not tried this login of late. */
    synchronized boolean isNew(Origin origin, long login) {
        return of(origin).isNew(login);
    }

    synchronized void forget(Origin origin) {
        scores.remove(origin);
    }

    synchronized int size() {
        return scores.size();
    }

    private Score of(Origin origin) {
        return scores.computeIfAbsent(origin, unknown -> new Score());
    }
}

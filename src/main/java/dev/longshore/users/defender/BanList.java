package dev.longshore.users.defender;

import dev.longshore.users.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bans that hold, and those that are remembered because the next one would be longer. Read without a lock; changed
 * by {@link Defender} under its own. Holds a bounded number: a new one displaces the one that ends first, but never one
 * of the operator.
 */
final class BanList {
    private final int most;
    private final Duration memory;
    private final ConcurrentHashMap<Origin, Ban> bans = new ConcurrentHashMap<>();

    /** @param memory how long a ban that is over is remembered */
    BanList(int most, Duration memory) {
        this.most = most;
        this.memory = memory;
    }

    boolean holds(Origin origin, Instant now) {
        Ban ban = bans.get(origin);
        return ban != null && ban.holds(now);
    }

    /** How many bans of that origin are remembered. */
    int repeats(Origin origin, Instant now) {
        Ban ban = bans.get(origin);
        return ban == null || ban.isForgotten(now, memory) ? 0 : ban.repeats();
    }

    /** Those that hold, the one that ends first in front. */
    List<Ban> holding(Instant now) {
        return bans.values().stream()
                .filter(ban -> ban.holds(now))
                .sorted(Comparator.comparing(Ban::until)
                        .thenComparing(ban -> ban.origin().text()))
                .toList();
    }

    /** @return false, and nothing is changed, when there is no room: all are of the operator */
    boolean put(Ban ban, Instant now) {
        if (!bans.containsKey(ban.origin()) && bans.size() >= most) {
            bans.values().removeIf(old -> old.isForgotten(now, memory));
            if (bans.size() >= most) {
                Optional<Ban> first =
                        bans.values().stream().filter(old -> !old.byOperator()).min(Comparator.comparing(Ban::until));
                if (first.isEmpty()) {
                    return false;
                }
                bans.remove(first.get().origin());
            }
        }
        bans.put(ban.origin(), ban);
        return true;
    }

    /** Returns what was there. */
    @Nullable
    Ban remove(Origin origin) {
        return bans.remove(origin);
    }

    /** From now on there are these and no others. */
    void replace(Collection<Ban> others) {
        bans.keySet().retainAll(others.stream().map(Ban::origin).toList());
        others.stream().limit(most).forEach(ban -> bans.put(ban.origin(), ban));
    }

    int size() {
        return bans.size();
    }
}

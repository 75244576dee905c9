package dev.longshore.users;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A bounded map that forgets what was not asked for for longest. Used by any thread; nobody waits in it.
 *
 * @param <V> what is kept for a name
 */
public final class RecentlyUsed<V> {
    private final LinkedHashMap<String, V> entries;

    /** @param most how many entries are kept */
    public RecentlyUsed(int most) {
        this.entries = new Bounded<>(most);
    }

    @Nullable
    public synchronized V get(String name) {
        V value = entries.remove(name);
        if (value != null) {
            entries.put(name, value);
        }
        return value;
    }

    /** The same, which is not asking for it. */
    @Nullable
    public synchronized V peek(String name) {
        return entries.get(name);
    }

    /** Puts another value in the place of the one that is there, if any. */
    public synchronized void change(String name, UnaryOperator<V> change) {
        entries.computeIfPresent(name, (same, value) -> change.apply(value));
    }

    @Nullable
    public synchronized V put(String name, V value) {
        return entries.put(name, value);
    }

    @Nullable
    public synchronized V remove(String name) {
        return entries.remove(name);
    }

    /** The names, the one asked for last in front. */
    public synchronized List<String> names() {
        List<String> names = new ArrayList<>(entries.keySet());
        Collections.reverse(names);
        return names;
    }

    private static final class Bounded<V> extends LinkedHashMap<String, V> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
        }
    }
}

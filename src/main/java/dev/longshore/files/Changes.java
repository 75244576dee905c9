package dev.longshore.files;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When directories were changed through this gateway, and by which session: what other sessions remember of them from before does not
 * count any more. Clients that use several sessions at once see what they do in each of them.
 */
final class Changes {
    /** How many directories are told apart; the oldest goes first, and counts for all others then. */
    static final int MOST = 10_000;

    private static final String EVERYWHERE = "";

    private final LongSupplier clock;
    private final Map<String, Change> last = new LinkedHashMap<>();

    @Nullable
    private Long forgotten;

    /**
     * The last change, and the last one of another session before it.
     *
     * @param by the session
     */
    private record Change(long at, Object by, @Nullable Long byAnother) {
        Change next(long now, Object session) {
            return new Change(now, session, session == by ? byAnother : Long.valueOf(at));
        }

        @Nullable
        Long byOtherThan(Object session) {
            return session == by ? byAnother : Long.valueOf(at);
        }
    }

    /** @param clock in nanoseconds, as {@link System#nanoTime} */
    Changes(LongSupplier clock) {
        this.clock = clock;
    }

    /** A session has changed, or is about to change, what is directly in a directory. */
    void in(String bucket, String prefix, Object session) {
        note(bucket + "/" + prefix, session);
    }

    /** The same for many directories. */
    void everywhere(Object session) {
        note(EVERYWHERE, session);
    }

    /** True when another session has changed something in the directory since then. */
    synchronized boolean byOthersSince(long since, String bucket, String prefix, Object session) {
        return isAfter(forgotten, since)
                || isAfter(byOtherThan(session, EVERYWHERE), since)
                || isAfter(byOtherThan(session, bucket + "/" + prefix), since);
    }

    private synchronized void note(String place, Object session) {
        long now = clock.getAsLong();
        Change before = last.remove(place);
        last.put(place, before == null ? new Change(now, session, null) : before.next(now, session));
        if (last.size() > MOST) {
            forgotten = last.remove(last.keySet().iterator().next()).at();
        }
    }

    @Nullable
    private Long byOtherThan(Object session, String place) {
        Change change = last.get(place);
        return change == null ? null : change.byOtherThan(session);
    }

    private static boolean isAfter(@Nullable Long time, long since) {
        return time != null && time - since >= 0;
    }
}

package dev.longshore.users.defender;

import java.util.Arrays;

/** The points of one origin within a window that slides by tenths, and which logins it has tried. */
final class Score {
    /** Into how many parts a window is divided. */
    static final int SLOTS = 10;

    private static final int REMEMBERED_LOGINS = 32;

    private final int[] points = new int[SLOTS];
    private long newest;
    private long[] tried = {};
    private int next;

    /**
     * Adds points.
     *
     * @param slot the number of the part of the window that is now; one that has been left is not gone back to
     * @return those that count now
     */
    int add(long slot, int more) {
        long now = Math.max(slot, newest);
        if (now - newest >= SLOTS) {
            Arrays.fill(points, 0);
        } else {
            for (long passed = newest + 1; passed <= now; passed++) {
                points[(int) (passed % SLOTS)] = 0;
            }
        }
        newest = now;
        points[(int) (now % SLOTS)] += more;
        return Arrays.stream(points).sum();
    }

    /** True when this login is not among the last ones; from now on it is. */
    boolean isNew(long login) {
        for (long known : tried) {
            if (known == login) {
                return false;
            }
        }
        if (tried.length < REMEMBERED_LOGINS) {
            tried = Arrays.copyOf(tried, tried.length + 1);
            tried[tried.length - 1] = login;
        } else {
            tried[next++ % REMEMBERED_LOGINS] = login;
        }
        return true;
    }
}

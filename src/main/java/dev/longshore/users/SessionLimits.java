package dev.longshore.users;

import dev.longshore.failure.StartFailure;
import java.util.OptionalInt;

/**
 * How many sessions a user may have at once.
 *
 * @param most       in all; 0 for any number
 * @param perAddress from one address; 0 for any number
 */
public record SessionLimits(int most, int perAddress) {
    /** Of a user whose record says nothing. */
    public static final SessionLimits NONE = new SessionLimits(0, 0);

    /**
     * @param key what stands in front of the names, such as {@code longshore.users.config.alice.limits.}
     * @throws StartFailure when one is less than 1
     */
    public static SessionLimits of(String key, OptionalInt most, OptionalInt perAddress) {
        return new SessionLimits(checked(key + "sessions", most), checked(key + "sessions-per-address", perAddress));
    }

    private static int checked(String key, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() < 1) {
            throw new StartFailure(key + " is " + value.getAsInt() + ": it must be 1 or more");
        }
        return value.orElse(0);
    }
}

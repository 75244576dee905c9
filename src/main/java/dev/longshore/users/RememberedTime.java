package dev.longshore.users;

import dev.longshore.failure.StartFailure;
import java.time.Duration;

/** The checked form of {@link UserSettings#rememberPasswords()}. */
public final class RememberedTime {
    private static final Duration LONGEST = Duration.ofHours(24);

    private RememberedTime() {}

    /** @throws StartFailure when it is out of its bounds */
    public static Duration of(UserSettings settings) {
        Duration time = settings.rememberPasswords();
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new StartFailure("longshore.users.remember-passwords is " + time + ": it must be 0s to 24h");
        }
        return time;
    }
}

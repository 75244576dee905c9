package dev.longshore.users.defender;

import dev.longshore.users.Origin;
import java.time.Duration;
import java.time.Instant;

/**
 * An origin that is refused for a while.
 *
 * @param since   when it began
 * @param until   when it ends
 * @param repeats the how many-th ban it is of those that are not forgotten; 0 for one that an operator made
 */
public record Ban(Origin origin, Instant since, Instant until, int repeats) {
    /** True for one that an operator made. */
    public boolean byOperator() {
        return repeats == 0;
    }

    public boolean holds(Instant now) {
        return now.isBefore(until);
    }

    /** True when the next ban of that origin would be its first again. */
    public boolean isForgotten(Instant now, Duration memory) {
        return !now.isBefore(until.plus(byOperator() ? Duration.ZERO : memory));
    }
}

package dev.longshore.files;

import java.util.OptionalLong;

/** A place that can tell how much it still takes. */
public interface Holds {
    /**
     * How many bytes a new file may have by the user's quota, 0 where there may be no new file; empty where no quota tells.
     *
     * @throws dev.longshore.failure.Failure {@code NOT_PERMITTED} where the user may store nothing, {@code BACKEND_BUSY} when it is not
     *                                       known yet
     */
    OptionalLong left();
}

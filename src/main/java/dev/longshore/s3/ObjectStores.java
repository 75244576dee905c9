package dev.longshore.s3;

import dev.longshore.failure.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives each session the objects as its user gets at them. */
public interface ObjectStores {
    /**
     * @param role   null for what the gateway itself may do
     * @param places where the user's mounts are
     * @throws Failure {@code ROLE_NOT_ASSUMED} when there are no keys of the role
     */
    ObjectStore of(@Nullable SessionRole role, List<Place> places);
}

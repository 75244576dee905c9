package dev.longshore.files;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a user may do in a part of the tree.
 *
 * @param permissions all that is allowed; what is missing is refused
 */
public record Access(Set<Permission> permissions) {
    /** Everything. */
    public static final Access READ_WRITE = new Access(Set.of(Permission.values()));

    /** Nothing is changed. */
    public static final Access READ_ONLY = of(Permission.READ, Permission.LIST);

    /** A drop box: new files and directories come in, and what others stored is neither seen nor touched. */
    public static final Access WRITE_ONLY = of(Permission.WRITE, Permission.MAKE_DIRECTORY);

    /** Nothing at all, where no bucket is. */
    static final Access NONE = of();

    public Access {
        permissions = Set.copyOf(permissions);
    }

    public static Access of(Permission... permissions) {
        return new Access(Set.of(permissions));
    }

    public boolean permits(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether the user may change anything. */
    boolean writes() {
        return !Set.of(Permission.READ, Permission.LIST).containsAll(permissions);
    }

    /** What both allow. */
    Access and(Access other) {
        return new Access(permissions.stream().filter(other::permits).collect(Collectors.toSet()));
    }

    /** Whether the user may know of files that others stored. */
    boolean sees() {
        return permits(Permission.READ) || permits(Permission.LIST);
    }
}

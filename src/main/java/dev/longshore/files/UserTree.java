package dev.longshore.files;

import dev.longshore.s3.Place;
import java.util.List;

/**
 * The tree of a user, as the record has it.
 *
 * @param mounts      the parts that are kept in buckets, no two at the same path; what is above them is made of virtual directories
 * @param home        where a session begins; it need not exist
 * @param strict      whether files and directories are refused whose parent directory does not exist; else it is created on the way
 * @param permissions what is allowed where, beside what the mounts allow
 * @param names       how files and directories may be called
 */
public record UserTree(
        List<Mount> mounts, VirtualPath home, boolean strict, PathPermissions permissions, NameRules names) {
    public UserTree {
        mounts = List.copyOf(mounts);
    }

    /** A tree where the mounts alone say what is allowed. */
    public UserTree(List<Mount> mounts, VirtualPath home, boolean strict) {
        this(mounts, home, strict, PathPermissions.NONE, NameRules.NONE);
    }

    /** These mounts; sessions begin at the root, and missing directories are created on the way. */
    public static UserTree of(Mount... mounts) {
        return new UserTree(List.of(mounts), VirtualPath.ROOT, false);
    }

    /** Where the mounts are. */
    public List<Place> places() {
        return mounts.stream().map(Mount::place).toList();
    }

    /** The same tree where less is allowed. */
    public UserTree with(PathPermissions allowed, NameRules called) {
        return new UserTree(mounts, home, strict, allowed, called);
    }
}

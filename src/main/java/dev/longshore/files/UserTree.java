package dev.longshore.files;

import dev.longshore.s3.Place;
import java.util.List;

/**
 * The tree of a user, as the record has it.
 *
 * @param mounts the parts that are kept in buckets, no two at the same path; what is above them is made of virtual directories
 * @param home   where a session begins; it need not exist
 * @param strict whether files and directories are refused whose parent directory does not exist; else it is created on the way
 */
public record UserTree(List<Mount> mounts, VirtualPath home, boolean strict) {
    public UserTree {
        mounts = List.copyOf(mounts);
    }

    /** These mounts; sessions begin at the root, and missing directories are created on the way. */
    public static UserTree of(Mount... mounts) {
        return new UserTree(List.of(mounts), VirtualPath.ROOT, false);
    }

    /** Where the mounts are. */
    public List<Place> places() {
        return mounts.stream().map(Mount::place).toList();
    }
}

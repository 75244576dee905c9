package dev.longshore.files;

import dev.longshore.s3.Folder;
import dev.longshore.s3.Place;
import dev.longshore.s3.SessionRole;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a user, as the record has it.
 *
 * @param mounts      the parts that are kept in buckets, no two at the same path; what is above them is made of virtual directories
 * @param home        where a session begins; it need not exist
 * @param strict      whether files and directories are refused whose parent directory does not exist; else it is created on the way
 * @param permissions what is allowed where, beside what the mounts allow
 * @param names       how files and directories may be called
 * @param quota       how much may be stored in all mounts that the user may write to
 * @param role        that gets at the buckets; null for what the gateway itself may do
 */
public record UserTree(
        List<Mount> mounts,
        VirtualPath home,
        boolean strict,
        PathPermissions permissions,
        NameRules names,
        Quota quota,
        @Nullable SessionRole role) {
    public UserTree {
        mounts = List.copyOf(mounts);
    }

    /** A tree without a quota. */
    public UserTree(
            List<Mount> mounts, VirtualPath home, boolean strict, PathPermissions permissions, NameRules names) {
        this(mounts, home, strict, permissions, names, Quota.NONE, null);
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

    /** Where the user may write, none within another. */
    Set<Folder> written() {
        Set<Folder> folders = mounts.stream()
                .map(Mount::place)
                .filter(Place::written)
                .map(Place::folder)
                .collect(Collectors.toSet());
        return folders.stream()
                .filter(folder -> folders.stream().noneMatch(other -> !other.equals(folder) && other.holds(folder)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same tree where less is allowed. */
    public UserTree with(PathPermissions allowed, NameRules called) {
        return new UserTree(mounts, home, strict, allowed, called, quota, role);
    }

    /** The same tree where so much may be stored. */
    public UserTree with(Quota most) {
        return new UserTree(mounts, home, strict, permissions, names, most, role);
    }

    /** The same tree where this role gets at the buckets. */
    public UserTree with(SessionRole getting) {
        return new UserTree(mounts, home, strict, permissions, names, quota, getting);
    }
}

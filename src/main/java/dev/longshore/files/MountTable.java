package dev.longshore.files;

import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which part of the tree is kept where. */
final class MountTable {
    private final List<Mount> deepestFirst;

    MountTable(List<Mount> mounts) {
        this.deepestFirst = mounts.stream()
                .sorted(Comparator.comparingInt(
                                (Mount mount) -> mount.path().segments().size())
                        .reversed())
                .toList();
    }

    /** The mount that holds a path: the deepest one. {@link Mount#NOWHERE} where none does. */
    Mount holding(VirtualPath path) {
        for (Mount mount : deepestFirst) {
            if (path.startsWith(mount.path())) {
                return mount;
            }
        }
        return Mount.NOWHERE;
    }

    /** True for directories that are there whatever is in the buckets: the root, mount points, and what is above these. */
    boolean isFixed(VirtualPath path) {
        return path.isRoot()
                || deepestFirst.stream().anyMatch(mount -> mount.path().startsWith(path));
    }

    /** The entries of a directory that are mount points, or lead to one. */
    SortedSet<String> namesIn(VirtualPath directory) {
        int depth = directory.segments().size();
        SortedSet<String> names = new TreeSet<>();
        for (Mount mount : deepestFirst) {
            if (mount.path().segments().size() > depth && mount.path().startsWith(directory)) {
                names.add(mount.path().segments().get(depth));
            }
        }
        return names;
    }
}

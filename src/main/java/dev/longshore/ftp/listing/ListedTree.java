package dev.longshore.ftp.listing;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.FileEntry;
import dev.longshore.files.Listing;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory and all below it, as {@code ls -R} prints them: each under its path and a colon, before those below it. Of each directory on
 * the way down some names are held; those behind them are listed again when their turn has come.
 */
final class ListedTree implements Listed {
    /** The names that are held of one directory. A path has 512 directories at most. */
    private static final int BATCH = 200;

    private final ListTree tree;
    private final String root;
    private final boolean all;
    private final Deque<Branch> branches = new ArrayDeque<>();
    private Listing current;

    /**
     * @param root    the path as the client wrote it; empty for the working directory
     * @param entries those of the root
     * @param all     whether each directory shows itself and the one above it
     */
    ListedTree(ListTree tree, String root, Listing entries, boolean all) {
        this.tree = tree;
        this.root = root;
        this.current = entries;
        this.all = all;
    }

    /** A directory whose entries were shown, and which of the directories in it are still to be. */
    private final class Branch implements ListedDirectory.Seen {
        private final String path;
        private final Deque<String> names = new ArrayDeque<>();
        private boolean more;

        @Nullable
        private String last;

        Branch(String path) {
            this.path = path;
        }

        @Override
        public void entry(FileEntry entry) {
            if (!entry.directory() || more) {
                return;
            }
            if (names.size() == BATCH) {
                more = true;
                return;
            }
            names.add(entry.name());
        }

        @Nullable
        String next(Lines lines) throws IOException {
            if (names.isEmpty() && more) {
                more = false;
                fill(lines);
            }
            String name = names.poll();
            last = name == null ? last : name;
            return name == null ? null : below(path, name);
        }

        private void fill(Lines lines) throws IOException {
            try (Listing behind = tree.directory(path).entries("", last)) {
                while (!more && ListedDirectory.hasNext(behind, lines)) {
                    entry(behind.next());
                }
            }
        }
    }

    @Override
    public void writeTo(Lines lines) throws IOException {
        show(root, lines);
        while (!branches.isEmpty()) {
            String path = branches.element().next(lines);
            if (path == null) {
                branches.remove();
                continue;
            }
            lines.text("");
            Optional<Listing> entries = open(path);
            if (entries.isPresent()) {
                current = entries.get();
                show(path, lines);
            } else {
                lines.text(path + ":");
            }
        }
    }

    private void show(String path, Lines lines) throws IOException {
        lines.text((path.isEmpty() ? "." : path) + ":");
        Branch branch = new Branch(path);
        boolean hasParent = all && !tree.isRoot(path);
        try (ListedDirectory directory = new ListedDirectory(current, all, hasParent)) {
            directory.writeTo(lines, branch);
        }
        branches.push(branch);
    }

    /** One that has vanished meanwhile has no entries. */
    private Optional<Listing> open(String path) {
        try {
            return Optional.of(tree.directory(path).entries());
        } catch (Failure e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String below(String path, String name) {
        String folder = path.isEmpty() ? "./" : path.endsWith("/") ? path : path + "/";
        return folder + name;
    }

    @Override
    public void close() {
        current.close();
    }
}

package dev.longshore.ftp.listing;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.FileEntry;
import dev.longshore.files.Listing;
import java.io.IOException;

/**
 * What has a name of a pattern, each shown with the directories that the pattern has before it. S3 is asked for what begins as the pattern
 * does up to its first wildcard.
 */
final class ListedMatches implements Listed {
    private final ListTree tree;
    private final PathPattern pattern;
    private final Listing first;

    /** 1 ListObjectsV2: the first page of the first directory is here when this returns. */
    ListedMatches(ListTree tree, PathPattern pattern) {
        this.tree = tree;
        this.pattern = pattern;
        PathPattern.Level level = pattern.levels().get(0);
        this.first = tree.directory(level.folder()).entries(level.name().head(), null);
    }

    @Override
    public void writeTo(Lines lines) throws IOException {
        walk(first, pattern.levels().get(0).folder(), 0, lines);
        lines.endOfEntries();
    }

    private void walk(Listing entries, String folder, int depth, Lines lines) throws IOException {
        PathPattern.Level level = pattern.levels().get(depth);
        boolean last = depth == pattern.levels().size() - 1;
        while (ListedDirectory.hasNext(entries, lines)) {
            FileEntry entry = entries.next();
            if (!level.name().matches(entry.name())) {
                continue;
            }
            if (!last) {
                descend(entry, folder, depth + 1, lines);
            } else if (entry.directory() || !pattern.directoriesOnly()) {
                lines.entry(entry, folder + entry.name());
            }
        }
    }

    private void descend(FileEntry entry, String folder, int depth, Lines lines) throws IOException {
        if (!entry.directory()) {
            return;
        }
        PathPattern.Level level = pattern.levels().get(depth);
        String inner = folder + entry.name() + "/" + level.folder();
        try (Listing entries = tree.directory(inner).entries(level.name().head(), null)) {
            walk(entries, inner, depth, lines);
        } catch (Failure e) {
            if (e.kind() != FailureKind.NOT_FOUND && e.kind() != FailureKind.NAME_NOT_ALLOWED) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        first.close();
    }
}

package dev.longshore.files;

import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entries of a directory with the mount points in it before them; a mount hides what has its name. */
final class MountedEntries implements Iterator<FileEntry> {
    private final Set<String> mounted;
    private final Iterator<String> points;
    private final Iterator<FileEntry> stored;

    @Nullable
    private FileEntry next;

    MountedEntries(Set<String> mounted, Iterator<FileEntry> stored) {
        this.mounted = mounted;
        this.points = mounted.iterator();
        this.stored = stored;
    }

    @Override
    public boolean hasNext() {
        if (next == null && points.hasNext()) {
            next = new FileEntry(points.next(), true, 0, Instant.EPOCH);
        }
        while (next == null && stored.hasNext()) {
            FileEntry entry = stored.next();
            next = mounted.contains(entry.name()) ? null : entry;
        }
        return next != null;
    }

    @Override
    public FileEntry next() {
        FileEntry entry = hasNext() ? next : null;
        if (entry == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return entry;
    }
}

package dev.longshore.files;

import java.util.Iterator;
import java.util.List;

/** Entries of a directory that no S3 is asked for. */
final class HeldEntries implements Listing {
    private final FileEntry self;
    private final Iterator<FileEntry> entries;

    HeldEntries(FileEntry self, List<FileEntry> entries) {
        this.self = self;
        this.entries = entries.iterator();
    }

    @Override
    public FileEntry self() {
        return self;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public FileEntry next() {
        return entries.next();
    }

    @Override
    public void close() {
        // Nothing is on its way.
    }
}

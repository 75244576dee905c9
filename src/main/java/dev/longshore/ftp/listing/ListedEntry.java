package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import java.io.IOException;

/** One file, or a directory instead of its entries. */
record ListedEntry(FileEntry entry, String name) implements Listed {
    @Override
    public void writeTo(Lines lines) throws IOException {
        lines.entry(entry, name);
        lines.endOfEntries();
    }

    @Override
    public void close() {
        // Nothing is on its way.
    }
}

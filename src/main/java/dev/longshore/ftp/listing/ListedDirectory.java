package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import dev.longshore.files.Listing;
import java.io.IOException;

/**
 * The entries of a directory.
 *
 * @param withSelf   whether the directory itself is among them
 * @param withParent whether the one above it is
 */
record ListedDirectory(Listing entries, boolean withSelf, boolean withParent) implements Listed {
    /** What is told of each entry that was shown. */
    @FunctionalInterface
    interface Seen {
        Seen NOTHING = entry -> {};

        void entry(FileEntry entry);
    }

    @Override
    public void writeTo(Lines lines) throws IOException {
        writeTo(lines, Seen.NOTHING);
    }

    void writeTo(Lines lines, Seen seen) throws IOException {
        if (withSelf) {
            lines.entry(entries.self(), FileEntry.SELF);
        }
        if (withParent) {
            lines.entry(FileEntry.parent(), FileEntry.PARENT);
        }
        while (hasNext(entries, lines)) {
            FileEntry entry = entries.next();
            lines.entry(entry, entry.name());
            seen.entry(entry);
        }
        lines.endOfEntries();
    }

    /** Whether there is a further entry; before that is waited for, the client gets what there is. */
    static boolean hasNext(Listing entries, Lines lines) throws IOException {
        if (!entries.isReady()) {
            lines.flush();
        }
        return entries.hasNext();
    }

    @Override
    public void close() {
        entries.close();
    }
}

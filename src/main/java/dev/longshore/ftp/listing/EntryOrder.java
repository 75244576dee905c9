package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import java.util.Comparator;

/** In which order entries are shown. */
enum EntryOrder {
    /** That of S3: by the octets of their names in UTF-8, a directory as if its slash belonged to its name. */
    NAME((one, other) -> 0),
    /** The newest first. */
    TIME(Comparator.comparing(FileEntry::modified).reversed()),
    /** The largest first. */
    SIZE(Comparator.comparingLong(FileEntry::size).reversed());

    private final Comparator<FileEntry> comparator;

    EntryOrder(Comparator<FileEntry> comparator) {
        this.comparator = comparator;
    }

    Comparator<FileEntry> comparator() {
        return comparator;
    }
}

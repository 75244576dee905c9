package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import java.io.IOException;

/** Where the lines of a listing go. */
public interface Lines {
    /** @param name as it is shown */
    void entry(FileEntry entry, String name) throws IOException;

    /** A line that is no entry. */
    void text(String line) throws IOException;

    /** Sends what has come so far: the next entry may take a while. */
    void flush() throws IOException;

    /** All entries of one directory, or of all matches, have come. */
    void endOfEntries() throws IOException;
}

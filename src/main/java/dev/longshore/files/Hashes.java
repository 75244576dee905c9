package dev.longshore.files;

import java.util.Map;

/** A file of whose content the store may have recorded digests; what it has not is computed by reading. */
public interface Hashes extends Fetches {
    /** Asks the store now; {@link #fetchAsSeen} goes by what it said. */
    Recorded recorded();

    /**
     * What the store has recorded.
     *
     * @param size    of the file, in bytes
     * @param digests of the whole content in hexadecimal digits, by the names that HASH has for them
     */
    record Recorded(long size, Map<String, String> digests) {}
}

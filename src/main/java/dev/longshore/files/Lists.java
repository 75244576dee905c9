package dev.longshore.files;

import org.jspecify.annotations.Nullable;

/** A directory whose entries come page by page, so that its size does not matter. */
public interface Lists {
    /**
     * The entries. The first page is here when this returns; each later one is fetched while the one before it is used.
     *
     * @throws dev.longshore.failure.Failure {@code NOT_FOUND} when there is no such directory
     */
    Listing entries();

    /**
     * Some of the entries, none where there is no such directory.
     *
     * @param beginning what their names begin with
     * @param after     they come behind this directory; null for all
     */
    Listing entries(String beginning, @Nullable String after);

    /**
     * What a listing says of this name itself; a directory is {@link FileEntry#SELF}.
     *
     * @throws dev.longshore.failure.Failure {@code NOT_FOUND} when it is neither a file nor a directory
     */
    FileEntry describe();
}

package dev.longshore.files;

import java.util.Iterator;

/** A directory whose entries come page by page, so that its size does not matter. */
public interface Lists {
    /**
     * The entries. The first page is here when this returns; later ones are fetched as the iterator gets to them.
     *
     * @throws dev.longshore.failure.Failure {@code NOT_FOUND} when there is no such directory
     */
    Iterator<FileEntry> entries();
}

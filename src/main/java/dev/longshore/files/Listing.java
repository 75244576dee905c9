package dev.longshore.files;

import java.util.Iterator;

/** The entries of a directory, in the order of their keys. No more than two pages of them are held. Used by one thread. */
public interface Listing extends Iterator<FileEntry>, AutoCloseable {
    /** The directory itself, as {@link FileEntry#SELF}. Its time is that of its marker, else of the newest file of the first page. */
    FileEntry self();

    /** False when {@link #hasNext} would wait for S3: what was made of the entries so far should go out before. */
    boolean isReady();

    /** Breaks off what is on its way. */
    @Override
    void close();
}

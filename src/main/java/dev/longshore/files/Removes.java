package dev.longshore.files;

/** A name that can be removed as what it is meant to be, so that DELE takes no directory and RMD no file. */
public interface Removes {
    /** @throws dev.longshore.failure.Failure {@code NOT_FOUND} when there is no such file */
    void removeFile();

    /** @throws dev.longshore.failure.Failure {@code NOT_FOUND} or {@code DIRECTORY_NOT_EMPTY} */
    void removeDirectory();
}

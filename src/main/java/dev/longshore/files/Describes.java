package dev.longshore.files;

/** A name that tells what it is as one line of a listing. */
public interface Describes {
    /**
     * The file of that name, else the directory.
     *
     * @throws dev.longshore.failure.Failure {@code NOT_FOUND} when there is neither
     */
    FileEntry describe();
}

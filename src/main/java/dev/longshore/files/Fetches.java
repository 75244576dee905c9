package dev.longshore.files;

/** A file that can be read from any offset. */
public interface Fetches {
    /** How many bytes the file has now, whatever the session remembers. */
    long sizeNow();

    /**
     * Opens the content; what can be refused is refused here.
     *
     * @param offset the first byte, 0 to the file's size
     */
    Download fetch(long offset);

    /**
     * Opens the content that {@link #sizeNow()} has told of, and no other.
     *
     * @param offset the first byte, less than that size
     * @throws dev.longshore.failure.Failure {@code FILE_CHANGED} when the file has changed since
     */
    Download fetchAsSeen(long offset);
}

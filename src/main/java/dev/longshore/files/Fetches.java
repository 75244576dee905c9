package dev.longshore.files;

/** A file that can be read from any offset. */
public interface Fetches {
    /**
     * Opens the content; what can be refused is refused here.
     *
     * @param offset the first byte, 0 to the file's size
     */
    Download fetch(long offset);

    /**
     * Opens the content as it was when the store was asked about it for this name the last time, and no other.
     *
     * @param offset the first byte, less than the file's size
     * @throws dev.longshore.failure.Failure {@code FILE_CHANGED} when the file has changed since
     */
    Download fetchAsSeen(long offset);
}

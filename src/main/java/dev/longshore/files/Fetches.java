package dev.longshore.files;

/** A file that can be read from any offset. */
public interface Fetches {
    /**
     * Opens the content; what can be refused is refused here.
     *
     * @param offset the first byte, 0 to the file's size
     */
    Download fetch(long offset);
}

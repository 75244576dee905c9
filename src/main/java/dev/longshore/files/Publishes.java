package dev.longshore.files;

/** A file that can be written by an upload which appears whole or not at all. */
public interface Publishes {
    /** A new content. Nothing is asked of the store yet; a name that cannot be written is refused. */
    Upload replace();

    /** A new file; the commit is refused when there is one by then. */
    Upload create();

    /**
     * A content that begins with the first bytes of the present one.
     *
     * @param kept how many bytes to keep; 0 to the file's size
     * @throws dev.longshore.failure.Failure {@code RESTART_BEYOND_END} when the file is shorter
     */
    Upload keep(long kept);

    /** A content that begins with the whole present one; a new file where there is none. */
    Upload append();
}

package dev.longshore.files;

/** A file on its way out. */
public interface Download extends AutoCloseable {
    /**
     * The next bytes.
     *
     * @return how many came, -1 at the end; never an end before the whole file was read
     */
    int read(byte[] target);

    @Override
    void close();
}

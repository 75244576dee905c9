package dev.longshore.files;

import java.io.IOException;
import java.io.InputStream;

/** A file on its way in. Closing it publishes nothing; only {@link #commit()} does. */
public interface Upload extends AutoCloseable {
    /**
     * One read from the client.
     *
     * @return how many bytes came, -1 at the end
     * @throws dev.longshore.failure.Failure {@code TOO_LARGE} when there is no {@link #room()} for them, {@code QUOTA_REACHED} when
     *                                       the user's quota has none
     * @throws IOException when the client's stream fails; a failure of the store is a {@link dev.longshore.failure.Failure}
     */
    int readFrom(InputStream client) throws IOException;

    /** How many bytes may come from the client at most: what S3 and the user's record allow, less what is kept. */
    long room();

    /**
     * Plans for a length that the client has told; must come before any byte.
     *
     * @param length how many bytes will come; 0 for unknown
     * @throws dev.longshore.failure.Failure {@code QUOTA_REACHED} when the user's quota has no room for them
     */
    void expect(long length);

    /** Sends what is still held; afterwards only the final request is left for {@link #commit()}. */
    void flush();

    /** Publishes what came in, and returns only when it is durable and confirmed. */
    void commit();

    /** Gives up what was not committed: the file that was there before stays as it was. */
    @Override
    void close();
}

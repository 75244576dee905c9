package dev.longshore.ftp.data;

import java.io.IOException;
import java.net.Socket;

/** Where the next data connection comes from, as PASV, EPSV, PORT or EPRT agreed on. Good for one connection. */
public interface DataEndpoint extends AutoCloseable {
    /** For a command that moves no bytes over a data connection. */
    DataEndpoint NONE = new DataEndpoint() {
        @Override
        public Socket connect() throws IOException {
            throw new IOException("No data connection was agreed on");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    };

    /**
     * The connected socket; waits for the peer.
     *
     * @throws IOException when the peer does not come, or cannot be reached, in time
     */
    Socket connect() throws IOException;

    /** Lets go of the port; may be called by any thread, and ends a waiting {@link #connect()}. */
    @Override
    void close();
}

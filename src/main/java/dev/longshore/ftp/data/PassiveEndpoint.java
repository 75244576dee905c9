package dev.longshore.ftp.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The client connects to a port of ours. Connections from other hosts are closed and do not count. */
public final class PassiveEndpoint implements DataEndpoint {
    private static final Logger LOG = Logger.getLogger(PassiveEndpoint.class);
    /** How long a port waits for its transfer, and a transfer for its connection. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PassivePorts ports;
    private final ServerSocket listening;
    private final InetAddress client;
    private final AtomicBoolean used = new AtomicBoolean();
    private final AtomicBoolean released = new AtomicBoolean();

    @Nullable
    private volatile Future<?> expiry;

    private PassiveEndpoint(PassivePorts ports, ServerSocket listening, InetAddress client) {
        this.ports = ports;
        this.listening = listening;
        this.client = client;
    }

    /**
     * Listens on a free port.
     *
     * @param local  the address to listen on
     * @param client the only host that may connect
     */
    public static Optional<PassiveEndpoint> open(PassivePorts ports, InetAddress local, InetAddress client) {
        return ports.bind(local).map(socket -> new PassiveEndpoint(ports, socket, client));
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** What will call {@link #expire()}; cancelled with the endpoint. */
    public void expireBy(Future<?> timer) {
        expiry = timer;
        if (released.get()) {
            timer.cancel(false);
        }
    }

    /** Gives the port back when no transfer has begun to use it. */
    public void expire() {
        if (used.compareAndSet(false, true)) {
            close();
        }
    }

    @Override
    public Socket connect() throws IOException {
        if (!used.compareAndSet(false, true)) {
            throw new SocketTimeoutException("The passive port was not used in time");
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("Nobody connected to port " + port());
            }
            listening.setSoTimeout((int) left);
            Socket socket = listening.accept();
            if (ports.peerOf(socket).equals(Optional.of(client))) {
                return socket;
            }
            LOG.warnf("Data connection to port %d refused: it came from another host than its session", port());
            socket.close();
        }
    }

    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            ports.release(listening);
            Future<?> timer = expiry;
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }
}

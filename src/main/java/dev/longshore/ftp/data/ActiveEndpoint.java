package dev.longshore.ftp.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** We connect to the client. */
public final class ActiveEndpoint implements DataEndpoint {
    /** RFC 959 lets a user name any host; only the client's own and ports from here on are taken (RFC 2577 §3). */
    private static final int LOWEST_PORT = 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InetSocketAddress target;
    private final InetAddress local;
    private final Duration patience;
    private final Socket socket = new Socket();

    public ActiveEndpoint(InetSocketAddress target, InetAddress local) {
        this(target, local, PATIENCE);
    }

    /** @param patience how long the client may take to accept */
    ActiveEndpoint(InetSocketAddress target, InetAddress local, Duration patience) {
        this.target = target;
        this.local = local;
        this.patience = patience;
    }

    /** True when a client at {@code client} may have data sent to {@code target}. */
    public static boolean mayConnect(InetSocketAddress target, InetAddress client) {
        return target.getPort() >= LOWEST_PORT && client.equals(target.getAddress());
    }

    @Override
    public Socket connect() throws IOException {
        socket.bind(new InetSocketAddress(local, 0));
        socket.connect(target, (int) patience.toMillis());
        return socket;
    }

    @Override
    public void close() {
        if (!socket.isConnected()) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException("An unconnected socket did not close", e);
            }
        }
    }
}

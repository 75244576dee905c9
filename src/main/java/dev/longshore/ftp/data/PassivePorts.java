package dev.longshore.ftp.data;

import dev.longshore.failure.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The ports of passive data connections. A port is bound only while a client may use it, from PASV to the end of the
 * transfer; the search for a free one begins at random, so that ports cannot be guessed.
 */
public final class PassivePorts {
    private static final Logger LOG = Logger.getLogger(PassivePorts.class);
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final int BACKLOG = 5;

    /** How long a proxy may take to send its whole header. */
    private static final Duration HEADER_PATIENCE = Duration.ofSeconds(5);

    private final int first;
    private final int count;
    private final Predicate<InetAddress> proxies;
    private final Duration patience;
    private final ConcurrentHashMap<Integer, Boolean> taken = new ConcurrentHashMap<>();

    private PassivePorts(int first, int count, Predicate<InetAddress> proxies, Duration patience) {
        this.first = first;
        this.count = count;
        this.proxies = proxies;
        this.patience = patience;
    }

    /**
     * @param range   such as {@code 30000-30009}, or {@code 0} for any free port
     * @param proxies the hosts whose connections begin with a PROXY header
     * @throws StartFailure when the text is no range of ports
     */
    public static PassivePorts parse(String range, Predicate<InetAddress> proxies) {
        return parse(range, proxies, HEADER_PATIENCE);
    }

    /** @param patience how long a proxy may take to send its whole header */
    static PassivePorts parse(String range, Predicate<InetAddress> proxies, Duration patience) {
        Matcher matcher = RANGE.matcher(range.strip());
        if (matcher.matches()) {
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last <= 65_535 && first <= last && (first > 0 || last == 0)) {
                return new PassivePorts(first, last - first + 1, proxies, patience);
            }
        }
        throw new StartFailure(
                "longshore.ftp.passive.ports is \"" + range + "\": give a range such as 30000-30009, or 0 for any");
    }

    /** A listening socket on a free port; none when all are in use. */
    Optional<ServerSocket> bind(InetAddress address) {
        if (first == 0) {
            return bind(address, 0);
        }
        int start = ThreadLocalRandom.current().nextInt(count);
        for (int i = 0; i < count; i++) {
            int port = first + (start + i) % count;
            if (taken.putIfAbsent(port, true) == null) {
                Optional<ServerSocket> socket = bind(address, port);
                if (socket.isPresent()) {
                    return socket;
                }
                taken.remove(port);
            }
        }
        LOG.warnf(
                "All %d passive ports are in use: enlarge longshore.ftp.passive.ports (%d-%d)",
                count, first, first + count - 1);
        return Optional.empty();
    }

    /** Closes a socket of {@link #bind} and gives its port back. */
    void release(ServerSocket socket) {
        int port = socket.getLocalPort();
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debugf(e, "Passive port %d did not close", port);
        }
        taken.remove(port);
    }

    /**
     * The host that a connection comes from, as a trusted proxy says in front of it; none when that cannot be read in time. A proxy that names
     * no client (UNKNOWN, LOCAL) is the host itself, as it is on a control connection.
     */
    Optional<InetAddress> peerOf(Socket socket) {
        if (!proxies.test(socket.getInetAddress())) {
            return Optional.of(socket.getInetAddress());
        }
        byte[] bytes = new byte[ProxyHeader.LONGEST];
        int count = 0;
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (count < bytes.length) {
                socket.setSoTimeout((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
                int octet = socket.getInputStream().read();
                if (octet < 0 || System.nanoTime() > deadline) {
                    throw new IOException("no whole PROXY header came");
                }
                bytes[count++] = (byte) octet;
                ProxyHeader header = ProxyHeader.parse(bytes, count);
                if (header != null) {
                    InetSocketAddress client = header.source();
                    return Optional.of(client == null ? socket.getInetAddress() : client.getAddress());
                }
            }
        } catch (ProxyHeader.Malformed | IOException e) {
            LOG.warnf("Data connection of proxy %s closed: %s", socket.getInetAddress(), e.getMessage());
        }
        return Optional.empty();
    }

    /** How many ports are bound now; always 0 where any free port is taken. */
    public int inUse() {
        return taken.size();
    }

    private static Optional<ServerSocket> bind(InetAddress address, int port) {
        ServerSocket socket = null;
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), BACKLOG);
            return Optional.of(socket);
        } catch (IOException e) {
            LOG.debugf(e, "Passive port %d cannot be bound", port);
            closeQuietly(socket);
            return Optional.empty();
        }
    }

    private static void closeQuietly(@Nullable ServerSocket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("A socket did not close", e);
            }
        }
    }
}

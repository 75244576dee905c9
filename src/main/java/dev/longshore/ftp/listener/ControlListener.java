package dev.longshore.ftp.listener;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.command.CommandTable;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.DataPolicy;
import dev.longshore.ftp.session.Timers;
import dev.longshore.ftp.tls.TlsServer;
import dev.longshore.users.Networks;
import dev.longshore.users.defender.Defender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.ftpserver.DataConnectionConfiguration;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.ipfilter.SessionFilter;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.firewall.Subnet;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.jspecify.annotations.Nullable;

/**
 * FtpServer's listener, ours from the ground: MINA's acceptor, the {@link ControlCodec} on the I/O thread and the {@link Dispatcher}
 * behind it.
 */
public final class ControlListener implements Listener {
    private static final int BACKLOG = 1024;
    private static final int FIRST_READ = 512;
    private static final int LARGEST_READ = 2 * 1024;
    /** How long a command that cannot be stopped, such as the end of an upload, may take when we stop. */
    private static final long GOODBYE_MILLIS = 5_000;

    /** How long a thread that computes handshakes is kept without any. */
    private static final long IDLE_SECONDS = 30;

    private final InetSocketAddress address;
    private final Options options;
    private final CommandTable commands;
    private final Executor executor;
    private final Timers timers;
    private final Door door;
    private final Defender defender;

    @Nullable
    private NioSocketAcceptor acceptor;

    @Nullable
    private Dispatcher dispatcher;

    private Runnable disposal = () -> {};
    private volatile int port;
    private volatile int implicitPort;

    /**
     * What the listener is told.
     *
     * @param idle        when a silent session ends
     * @param login       when a session without a login ends
     * @param longestLine in bytes
     * @param most        how many connections in all
     * @param perAddress  how many connections from one address
     * @param proxies     whose PROXY headers are believed
     * @param allow       who may connect; an empty set means all
     * @param greeting    the first reply
     * @param tls         what holds for TLS; null for none
     */
    public record Options(
            Duration idle,
            Duration login,
            int longestLine,
            int most,
            int perAddress,
            Networks proxies,
            Networks allow,
            Reply greeting,
            @Nullable Tls tls) {}

    /**
     * What the listener is told of TLS.
     *
     * @param implicit where connections are TLS from their first byte on; null for nowhere
     * @param data     what is wanted of data connections
     */
    public record Tls(TlsServer server, @Nullable InetSocketAddress implicit, DataPolicy data) {}

    /**
     * @param address  where to listen
     * @param executor where commands run
     * @param defender who is kept out for a while
     */
    public ControlListener(
            InetSocketAddress address,
            Options options,
            CommandTable commands,
            Executor executor,
            Timers timers,
            Defender defender) {
        this.address = address;
        this.options = options;
        this.commands = commands;
        this.executor = executor;
        this.timers = timers;
        this.defender = defender;
        this.door = new Door(options.allow(), defender, new ConnectionLimits(options.most(), options.perAddress()));
    }

    /** @throws StartFailure when the address cannot be listened on */
    @Override
    public void start(FtpServerContext context) {
        ExecutorService thread = Executors.newCachedThreadPool(task -> new Thread(task, "ftp-control"));
        ControlProcessor processor = new ControlProcessor(thread);
        NioSocketAcceptor made = new NioSocketAcceptor(processor);
        made.setReuseAddress(true);
        made.setCloseOnDeactivation(false);
        made.setBacklog(BACKLOG);
        SocketSessionConfig config = made.getSessionConfig();
        config.setTcpNoDelay(true);
        config.setKeepAlive(true);
        config.setOobInline(true);
        config.setReadBufferSize(FIRST_READ);
        config.setMaxReadBufferSize(LARGEST_READ);
        config.setBothIdleTime(getIdleTimeout());
        if (!options.proxies().isEmpty()) {
            made.getFilterChain().addLast("proxy", new ProxyFilter(options.proxies(), options.most()));
        }
        Tls tls = options.tls();
        ExecutorService handshakes = newHandshakes();
        if (tls != null) {
            FailedHandshakes failures = new FailedHandshakes(defender, timers);
            made.getFilterChain()
                    .addLast(
                            "tls",
                            new TlsFilter(
                                    tls.server(), this::isImplicit, handshakes, processor, failures, options.idle()));
        }
        made.getFilterChain()
                .addLast(
                        "codec",
                        new ProtocolCodecFilter(new ControlCodec(options.longestLine(), options.idle(), tls != null)));
        Dispatcher.Patience patience = new Dispatcher.Patience(options.idle(), options.login());
        Dispatcher handler = new Dispatcher(
                context,
                commands,
                executor,
                door,
                defender,
                timers,
                patience,
                options.greeting(),
                processor,
                tls == null ? DataPolicy.NONE : tls.data());
        made.setHandler(handler);
        disposal = () -> dispose(made, processor, thread, handshakes);
        try {
            if (tls != null && tls.implicit() != null) {
                implicitPort = bind(made, tls.implicit(), "longshore.ftp.tls.implicit-port");
            }
            port = bind(made, address, "longshore.ftp.port");
        } catch (StartFailure e) {
            disposal.run();
            throw e;
        }
        dispatcher = handler;
        acceptor = made;
        defender.whenBanned(() -> endBanned(made, handler));
    }

    /** Listens, and returns the port that was got. */
    private static int bind(NioSocketAcceptor acceptor, InetSocketAddress address, String setting) {
        Set<SocketAddress> before = acceptor.getLocalAddresses();
        try {
            acceptor.bind(address);
        } catch (IOException e) {
            throw new StartFailure(
                    "Port " + address.getPort() + " on " + address.getHostString() + " cannot be listened on ("
                            + e.getMessage() + "): end the other program, or choose another port with " + setting,
                    e);
        }
        return acceptor.getLocalAddresses().stream()
                .filter(bound -> !before.contains(bound))
                .mapToInt(bound -> ((InetSocketAddress) bound).getPort())
                .findFirst()
                .orElse(address.getPort());
    }

    private boolean isImplicit(IoSession connection) {
        return implicitPort != 0 && ((InetSocketAddress) connection.getLocalAddress()).getPort() == implicitPort;
    }

    /** As many at once as there are processors: nothing in a handshake waits. */
    private static ExecutorService newHandshakes() {
        AtomicInteger number = new AtomicInteger();
        int processors = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor made = new ThreadPoolExecutor(
                processors, processors, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "ftp-handshake-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        made.allowCoreThreadTimeOut(true);
        return made;
    }

    /** Sessions of banned clients that have not logged in end; the others go on. */
    private void endBanned(NioSocketAcceptor running, Dispatcher handler) {
        for (ControlSession session : sessions(running)) {
            if (!session.isLoggedIn()
                    && session.isConnected()
                    && !session.isClosing()
                    && session.getRemoteAddress() != null
                    && defender.isBanned(session.clientHost())) {
                handler.close(session, Replies.BANNED);
            }
        }
    }

    /** Stops listening, says 421 to every session, and stops their transfers. */
    @Override
    public void stop() {
        NioSocketAcceptor running = acceptor;
        Dispatcher handler = dispatcher;
        if (running == null || handler == null) {
            return;
        }
        acceptor = null;
        defender.whenBanned(() -> {});
        running.unbind();
        List<ControlSession> open = sessions(running);
        open.forEach(session -> handler.close(session, Replies.SHUTTING_DOWN));
        long deadline = System.nanoTime() + Duration.ofMillis(GOODBYE_MILLIS).toNanos();
        for (ControlSession session : open) {
            session.getCloseFuture().awaitUninterruptibly(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
        disposal.run();
    }

    private static void dispose(
            NioSocketAcceptor made, ControlProcessor processor, ExecutorService thread, ExecutorService handshakes) {
        made.dispose();
        processor.dispose();
        thread.shutdown();
        handshakes.shutdownNow();
    }

    @Override
    public boolean isStopped() {
        return acceptor == null;
    }

    @Override
    public void suspend() {
        if (acceptor != null) {
            acceptor.unbind();
        }
    }

    @Override
    public void resume() {
        if (acceptor != null && isSuspended()) {
            try {
                if (options.tls() != null && options.tls().implicit() != null) {
                    acceptor.bind(options.tls().implicit());
                }
                acceptor.bind(address);
            } catch (IOException e) {
                throw new IllegalStateException("Port " + address.getPort() + " cannot be listened on again", e);
            }
        }
    }

    @Override
    public boolean isSuspended() {
        return acceptor != null && acceptor.getLocalAddresses().isEmpty();
    }

    @Override
    public Set<FtpIoSession> getActiveSessions() {
        return acceptor == null ? Set.of() : sessions(acceptor).stream().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isImplicitSsl() {
        return false;
    }

    @Nullable
    @Override
    public SslConfiguration getSslConfiguration() {
        return null;
    }

    /** The port that is listened on, which differs from the configured one when that is 0. */
    @Override
    public int getPort() {
        return acceptor == null ? address.getPort() : port;
    }

    /** The port of implicit TLS; 0 where there is none. */
    public int implicitPort() {
        return acceptor == null ? 0 : implicitPort;
    }

    @Override
    public String getServerAddress() {
        return address.getHostString();
    }

    /** Data connections are not FtpServer's here; see {@code dev.longshore.ftp.data}. */
    @Nullable
    @Override
    public DataConnectionConfiguration getDataConnectionConfiguration() {
        return null;
    }

    @Override
    public int getIdleTimeout() {
        return (int) Math.max(1, options.idle().toSeconds());
    }

    @Deprecated
    @Override
    public List<InetAddress> getBlockedAddresses() {
        return List.of();
    }

    @Deprecated
    @Override
    public List<Subnet> getBlockedSubnets() {
        return List.of();
    }

    @Nullable
    @Override
    public SessionFilter getSessionFilter() {
        return null;
    }

    private static List<ControlSession> sessions(NioSocketAcceptor running) {
        return running.getManagedSessions().values().stream()
                .map(ControlSession::of)
                .filter(Objects::nonNull)
                .toList();
    }
}

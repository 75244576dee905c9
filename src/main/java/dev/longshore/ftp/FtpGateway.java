package dev.longshore.ftp;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.command.CommandTable;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.command.access.AccessCommands;
import dev.longshore.ftp.command.access.Gate;
import dev.longshore.ftp.command.extension.ExtensionCommands;
import dev.longshore.ftp.command.file.FileCommands;
import dev.longshore.ftp.command.information.InformationCommands;
import dev.longshore.ftp.command.parameter.ParameterCommands;
import dev.longshore.ftp.command.security.SecurityCommands;
import dev.longshore.ftp.command.site.SiteCommands;
import dev.longshore.ftp.command.transfer.TransferCommands;
import dev.longshore.ftp.data.Bandwidth;
import dev.longshore.ftp.data.PassivePorts;
import dev.longshore.ftp.listener.ControlListener;
import dev.longshore.ftp.session.Timers;
import dev.longshore.ftp.tls.ServerCertificate;
import dev.longshore.threads.WorkThreads;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.sessions.Seats;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.UserManager;
import org.jspecify.annotations.Nullable;

/** The FTP side of the gateway: all verbs, the listener in front of them and the threads that run them. */
public final class FtpGateway implements AutoCloseable {
    /** How long commands that unwind may take when the gateway stops. */
    private static final long UNWINDING_SECONDS = 5;

    private final ControlListener listener;
    private final GatewayContext context;
    private final ExecutorService executor;
    private final PassivePorts ports;
    private final Timers timers;

    /**
     * Puts the parts together; nothing is listened on yet.
     *
     * @param host  the address to listen on
     * @param users who may log in
     * @param files what they see
     * @param rates how fast all data connections together may be
     * @throws StartFailure when a setting is wrong
     */
    public FtpGateway(
            FtpSettings settings, String host, UserManager users, FileSystemFactory files, Bandwidth.Rates rates) {
        this(settings, host, users, files, rates, new Gate(Defender.off(), new Seats()));
    }

    /** @param gate who is kept out, beside those whom {@code users} does not know */
    public FtpGateway(
            FtpSettings settings,
            String host,
            UserManager users,
            FileSystemFactory files,
            Bandwidth.Rates rates,
            Gate gate) {
        this(settings, host, users, files, rates, gate, null);
    }

    /** @param certificate that of TLS; null for none */
    public FtpGateway(
            FtpSettings settings,
            String host,
            UserManager users,
            FileSystemFactory files,
            Bandwidth.Rates rates,
            Gate gate,
            @Nullable ServerCertificate certificate) {
        ListenerSettings checked = ListenerSettings.of(settings, host, certificate);
        ports = PassivePorts.parse(settings.passive().ports(), checked.options().proxies()::contains);
        timers = new Timers();
        executor = WorkThreads.newExecutor("ftp-command", checked.threads(), WorkThreads.AtFull.WAIT);
        CommandTable commands = new CommandTable(verbs(
                settings,
                users,
                files,
                new Bandwidth(rates),
                gate,
                checked.options().tls()));
        listener =
                new ControlListener(checked.address(), checked.options(), commands, executor, timers, gate.defender());
        context = new GatewayContext(users, files, commands, listener);
    }

    /** @throws StartFailure when the port cannot be had */
    public void listen() {
        listener.start(context);
    }

    /** The port that is listened on. */
    public int port() {
        return listener.getPort();
    }

    /** The port of implicit TLS; 0 where there is none. */
    public int implicitPort() {
        return listener.implicitPort();
    }

    /** How many sessions are open. */
    public int sessions() {
        return listener.getActiveSessions().size();
    }

    /** How many ports wait for, or carry, data connections. */
    public int passivePortsInUse() {
        return ports.inUse();
    }

    /** How many deadlines are set, such as that of a login or of a passive port. */
    public int deadlines() {
        return timers.waiting();
    }

    @Override
    public void close() {
        listener.stop();
        executor.shutdown();
        try {
            executor.awaitTermination(UNWINDING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timers.close();
    }

    private Map<String, FtpCommand> verbs(
            FtpSettings settings,
            UserManager users,
            FileSystemFactory files,
            Bandwidth bandwidth,
            Gate gate,
            ControlListener.@Nullable Tls tls) {
        Map<String, FtpCommand> verbs = new HashMap<>();
        verbs.putAll(AccessCommands.all(settings, users, files, bandwidth, gate));
        verbs.putAll(ParameterCommands.all(settings, ports, timers));
        verbs.putAll(TransferCommands.all());
        verbs.putAll(FileCommands.all());
        verbs.putAll(ExtensionCommands.all(settings));
        verbs.putAll(SiteCommands.all());
        if (tls != null) {
            verbs.putAll(SecurityCommands.all(tls.server()));
        }
        verbs.putAll(InformationCommands.all(() -> working(verbs.keySet(), settings.active())));
        return verbs;
    }

    /** The verbs that HELP and FEAT name. */
    private static Collection<String> working(Set<String> verbs, boolean active) {
        Set<String> working = new TreeSet<>(verbs);
        if (!active) {
            working.removeAll(Set.of("PORT", "EPRT"));
        }
        return working;
    }
}

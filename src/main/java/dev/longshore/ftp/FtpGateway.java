package dev.longshore.ftp;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.command.CommandTable;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.command.access.AccessCommands;
import dev.longshore.ftp.command.file.FileCommands;
import dev.longshore.ftp.command.information.InformationCommands;
import dev.longshore.ftp.command.parameter.ParameterCommands;
import dev.longshore.ftp.command.transfer.TransferCommands;
import dev.longshore.ftp.data.PassivePorts;
import dev.longshore.ftp.listener.ControlListener;
import dev.longshore.threads.WorkThreads;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.UserManager;

/** The FTP side of the gateway: all verbs, the listener in front of them and the threads that run them. */
public final class FtpGateway implements AutoCloseable {
    private final ControlListener listener;
    private final ExecutorService executor;
    private final PassivePorts ports;

    private FtpGateway(ControlListener listener, ExecutorService executor, PassivePorts ports) {
        this.listener = listener;
        this.executor = executor;
        this.ports = ports;
    }

    /**
     * Starts to listen.
     *
     * @param host  the address to listen on
     * @param users who may log in
     * @param files what they see
     * @throws StartFailure when a setting is wrong or the port cannot be had
     */
    public static FtpGateway start(FtpSettings settings, String host, UserManager users, FileSystemFactory files) {
        PassivePorts ports = PassivePorts.parse(settings.passive().ports());
        InetSocketAddress address = address(host, settings.port());
        if (settings.threads() < 1) {
            throw new StartFailure("longshore.ftp.threads is " + settings.threads() + ": it must be 1 or more");
        }
        if (settings.idleTimeout().toSeconds() < 1) {
            throw new StartFailure("longshore.ftp.idle-timeout must be one second or more");
        }
        CommandTable commands = commands(settings, users, files, ports);
        ExecutorService executor = WorkThreads.newExecutor("ftp-command", settings.threads(), WorkThreads.AtFull.WAIT);
        ControlListener listener = new ControlListener(address, settings.idleTimeout(), commands, executor);
        try {
            listener.start(new GatewayContext(users, files, commands, listener));
        } catch (RuntimeException e) {
            executor.shutdown();
            throw e;
        }
        return new FtpGateway(listener, executor, ports);
    }

    /** The port that is listened on. */
    public int port() {
        return listener.getPort();
    }

    /** How many sessions are open. */
    public int sessions() {
        return listener.getActiveSessions().size();
    }

    /** How many ports wait for, or carry, data connections. */
    public int passivePortsInUse() {
        return ports.inUse();
    }

    @Override
    public void close() {
        listener.stop();
        executor.shutdown();
    }

    private static CommandTable commands(
            FtpSettings settings, UserManager users, FileSystemFactory files, PassivePorts ports) {
        Map<String, FtpCommand> verbs = new HashMap<>();
        verbs.putAll(AccessCommands.all(users, files));
        verbs.putAll(ParameterCommands.all(settings, ports));
        verbs.putAll(TransferCommands.all());
        verbs.putAll(FileCommands.all());
        verbs.putAll(InformationCommands.all(settings.active(), () -> new TreeSet<>(verbs.keySet())));
        return new CommandTable(verbs);
    }

    private static InetSocketAddress address(String host, int port) {
        if (port < 0 || port > 65_535) {
            throw new StartFailure("longshore.ftp.port is " + port + ": it must be 0 to 65535");
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new StartFailure("longshore.ftp.host is \"" + host + "\", which is no address of this machine");
        }
        return address;
    }
}

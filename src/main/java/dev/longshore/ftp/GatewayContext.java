package dev.longshore.ftp;

import dev.longshore.ftp.command.CommandTable;
import dev.longshore.ftp.listener.ControlListener;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.ftpserver.ConnectionConfig;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FtpStatistics;
import org.apache.ftpserver.ftplet.Ftplet;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.ftpletcontainer.FtpletContainer;
import org.apache.ftpserver.ftpletcontainer.impl.DefaultFtpletContainer;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.message.MessageResource;
import org.jspecify.annotations.Nullable;

/**
 * What FtpServer's sessions may ask their server for. FtpServer's own context would bring a user manager of files, a file
 * system of the local disk and a listener on port 21 along; here is only what the gateway has.
 */
final class GatewayContext implements FtpServerContext {
    private static final String LISTENER = "default";

    private final UserManager users;
    private final FileSystemFactory files;
    private final CommandTable commands;
    private final ControlListener listener;
    private final FtpletContainer ftplets = new DefaultFtpletContainer();

    GatewayContext(UserManager users, FileSystemFactory files, CommandTable commands, ControlListener listener) {
        this.users = users;
        this.files = files;
        this.commands = commands;
        this.listener = listener;
    }

    @Override
    public ConnectionConfig getConnectionConfig() {
        ConnectionConfigFactory config = new ConnectionConfigFactory();
        config.setAnonymousLoginEnabled(false);
        return config.createConnectionConfig();
    }

    /** Replies are in {@code dev.longshore.ftp.reply}. */
    @Nullable
    @Override
    public MessageResource getMessageResource() {
        return null;
    }

    @Override
    public FtpletContainer getFtpletContainer() {
        return ftplets;
    }

    @Nullable
    @Override
    public Listener getListener(String name) {
        return getListeners().get(name);
    }

    @Override
    public Map<String, Listener> getListeners() {
        return Map.of(LISTENER, listener);
    }

    @Override
    public CommandTable getCommandFactory() {
        return commands;
    }

    @Override
    public void dispose() {
        listener.stop();
    }

    /** Commands run on the executor of {@link FtpGateway}. */
    @Nullable
    @Override
    public ThreadPoolExecutor getThreadPoolExecutor() {
        return null;
    }

    @Override
    public UserManager getUserManager() {
        return users;
    }

    @Override
    public FileSystemFactory getFileSystemManager() {
        return files;
    }

    @Nullable
    @Override
    public FtpStatistics getFtpStatistics() {
        return null;
    }

    @Nullable
    @Override
    public Ftplet getFtplet(String name) {
        return ftplets.getFtplet(name);
    }
}

package dev.longshore.bench;

import dev.longshore.testing.TestGateway;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.impl.DefaultFtpServer;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;

/** Apache FtpServer as it comes, over no files at all, with the user of {@link TestGateway}. Its log is off, as the gateway's is. */
final class StockServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final Logger LOG = Logger.getLogger("org.apache");

    private final FtpServer server;

    private StockServer(FtpServer server) {
        this.server = server;
    }

    static StockServer start() throws FtpException {
        LOG.setLevel(Level.OFF);
        ListenerFactory listener = new ListenerFactory();
        listener.setPort(0);
        listener.setServerAddress("127.0.0.1");
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setMaxLogins(0);
        connections.setMaxThreads(THREADS);
        connections.setLoginFailureDelay(0);
        connections.setAnonymousLoginEnabled(false);
        PropertiesUserManagerFactory users = new PropertiesUserManagerFactory();
        users.setPasswordEncryptor(new ClearTextPasswordEncryptor());
        UserManager manager = users.createUserManager();
        BaseUser user = new BaseUser();
        user.setName(TestGateway.USER);
        user.setPassword(TestGateway.PASSWORD);
        manager.save(user);
        FtpServerFactory factory = new FtpServerFactory();
        factory.setListeners(new HashMap<>(Map.of("default", listener.createListener())));
        factory.setConnectionConfig(connections.createConnectionConfig());
        factory.setUserManager(manager);
        factory.setFileSystem(of -> new NoFiles());
        FtpServer server = factory.createServer();
        server.start();
        return new StockServer(server);
    }

    int port() {
        return ((DefaultFtpServer) server).getListeners().get("default").getPort();
    }

    int sessions() {
        return ((DefaultFtpServer) server)
                .getListeners()
                .get("default")
                .getActiveSessions()
                .size();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** No file is there. */
    private static final class NoFiles implements FileSystemView {
        @Override
        public FtpFile getHomeDirectory() throws FtpException {
            throw new FtpException("No files");
        }

        @Override
        public FtpFile getWorkingDirectory() throws FtpException {
            throw new FtpException("No files");
        }

        @Override
        public boolean changeWorkingDirectory(String directory) {
            return false;
        }

        @Override
        public FtpFile getFile(String name) throws FtpException {
            throw new FtpException("No files");
        }

        @Override
        public boolean isRandomAccessible() {
            return false;
        }

        @Override
        public void dispose() {
            // Nothing is held.
        }
    }
}

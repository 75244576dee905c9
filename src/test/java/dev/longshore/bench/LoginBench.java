package dev.longshore.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.impl.DefaultFtpServer;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;

/**
 * Logins of the gateway beside those of a stock Apache FtpServer with an empty folder, in turns, in the same process: connect, USER, PASS,
 * QUIT. Both compare passwords in clear text; neither logs.
 *
 * <pre>java -cp target/test-classes:target/classes:DEPENDENCIES dev.longshore.bench.LoginBench</pre>
 */
final class LoginBench {
    private static final int CLIENTS = 8;
    private static final int LOGINS = 2_000;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 3;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private LoginBench() {}

    /** Seconds and processor seconds of this process for one round of logins. */
    private record Round(double seconds, double processor) {
        double perSecond() {
            return LOGINS / seconds;
        }

        double processorMillis() {
            return processor * 1_000 / LOGINS;
        }
    }

    /** @param arguments {@code client} in the other process */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            ClientProcess.serve(words -> logins(Integer.parseInt(words[0])));
            return;
        }
        Logger.getLogger("org.apache").setLevel(Level.OFF);
        Path folder = Files.createTempDirectory("longshore-bench");
        FtpServer stock = stock(folder);
        stock.start();
        int stockPort = ((DefaultFtpServer) stock).getListeners().get("default").getPort();
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.connections.per-address", "5000"));
                ClientProcess clients = ClientProcess.start(LoginBench.class)) {
            List<Round> ours = new ArrayList<>();
            List<Round> theirs = new ArrayList<>();
            for (int i = 1 - WARM_UP; i <= ROUNDS; i++) {
                Round own = round(clients, gateway.port());
                Round other = round(clients, stockPort);
                if (i > 0) {
                    ours.add(own);
                    theirs.add(other);
                    System.out.printf("round %d: %s; stock %s%n", i, show(own), show(other));
                }
            }
            System.out.printf(
                    "JDK %s, medians: gateway %.0f logins/s, %.2f ms of processor each; stock %.0f logins/s, %.2f ms;"
                            + " ratio %.2f in logins/s, %.2f in processor%n",
                    Runtime.version().feature(),
                    median(ours, true),
                    median(ours, false),
                    median(theirs, true),
                    median(theirs, false),
                    median(ours, true) / median(theirs, true),
                    median(ours, false) / median(theirs, false));
        } finally {
            stock.stop();
            Files.delete(folder);
        }
        System.exit(0);
    }

    private static FtpServer stock(Path folder) throws FtpException {
        ListenerFactory listener = new ListenerFactory();
        listener.setPort(0);
        listener.setServerAddress("127.0.0.1");
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setMaxLogins(0);
        connections.setMaxThreads(CLIENTS * 2);
        connections.setLoginFailureDelay(0);
        connections.setAnonymousLoginEnabled(false);
        PropertiesUserManagerFactory users = new PropertiesUserManagerFactory();
        users.setPasswordEncryptor(new ClearTextPasswordEncryptor());
        UserManager manager = users.createUserManager();
        BaseUser user = new BaseUser();
        user.setName(TestGateway.USER);
        user.setPassword(TestGateway.PASSWORD);
        user.setHomeDirectory(folder.toString());
        manager.save(user);
        FtpServerFactory factory = new FtpServerFactory();
        factory.setListeners(new HashMap<>(Map.of("default", listener.createListener())));
        factory.setConnectionConfig(connections.createConnectionConfig());
        factory.setUserManager(manager);
        return factory.createServer();
    }

    private static Round round(ClientProcess clients, int port) throws IOException {
        long processor = SYSTEM.getProcessCpuTime();
        double seconds = Double.parseDouble(clients.ask(Integer.toString(port)));
        return new Round(seconds, (SYSTEM.getProcessCpuTime() - processor) / 1e9);
    }

    private static String logins(int port) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            long begun = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(threads.submit(() -> login(port, LOGINS / CLIENTS)));
            }
            for (Future<?> each : running) {
                each.get();
            }
            return Double.toString((System.nanoTime() - begun) / 1e9);
        } finally {
            threads.shutdown();
        }
    }

    private static void login(int port, int count) {
        for (int i = 0; i < count; i++) {
            try (FtpDialogue client = FtpDialogue.connect(port)) {
                client.login(TestGateway.USER, TestGateway.PASSWORD)
                        .sends("QUIT")
                        .gets(221);
            }
        }
    }

    private static String show(Round round) {
        return String.format("%.0f logins/s, %.2f ms of processor each", round.perSecond(), round.processorMillis());
    }

    private static double median(List<Round> rounds, boolean perSecond) {
        double[] values = rounds.stream()
                .mapToDouble(round -> perSecond ? round.perSecond() : round.processorMillis())
                .toArray();
        Arrays.sort(values);
        return values[values.length / 2];
    }
}

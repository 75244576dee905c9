package dev.longshore.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import dev.longshore.users.password.NewHash;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Logins of the gateway beside those of a stock Apache FtpServer without files, in turns, in the same process: connect, USER, PASS,
 * QUIT. Both compare passwords in clear text; neither logs. A third one is the gateway with an argon2id hash, which it remembers.
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
            OtherProcess.serve(words -> logins(Integer.parseInt(words[0])));
            return;
        }
        try (StockServer stock = StockServer.start();
                TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.connections.per-address", "5000"));
                TestGateway hashing = TestGateway.start(Map.of(
                        "longshore.ftp.connections.per-address",
                        "5000",
                        "longshore.users.config." + TestGateway.USER + ".password",
                        NewHash.of(TestGateway.PASSWORD)));
                OtherProcess clients = OtherProcess.start(LoginBench.class, "client", "-Xmx1g")) {
            List<Round> ours = new ArrayList<>();
            List<Round> hashed = new ArrayList<>();
            List<Round> theirs = new ArrayList<>();
            for (int i = 1 - WARM_UP; i <= ROUNDS; i++) {
                Round own = round(clients, gateway.port());
                Round remembered = round(clients, hashing.port());
                Round other = round(clients, stock.port());
                if (i > 0) {
                    ours.add(own);
                    hashed.add(remembered);
                    theirs.add(other);
                    System.out.printf(
                            "round %d: %s; hashed %s; stock %s%n", i, show(own), show(remembered), show(other));
                }
            }
            System.out.printf(
                    "JDK %s, medians: gateway %.0f logins/s, %.2f ms of processor each; hashed %.0f logins/s, %.2f ms;"
                            + " stock %.0f logins/s, %.2f ms;"
                            + " ratio %.2f in logins/s, %.2f in processor%n",
                    Runtime.version().feature(),
                    median(ours, true),
                    median(ours, false),
                    median(hashed, true),
                    median(hashed, false),
                    median(theirs, true),
                    median(theirs, false),
                    median(ours, true) / median(theirs, true),
                    median(ours, false) / median(theirs, false));
        }
        System.exit(0);
    }

    private static Round round(OtherProcess clients, int port) throws IOException {
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

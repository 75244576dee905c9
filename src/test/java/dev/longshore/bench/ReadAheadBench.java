package dev.longshore.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One download from an S3 that is far away: each request waits, and a connection carries so many bytes a second. Once with memory for ranges
 * that are fetched ahead, once with so little that there is none, by turns. Processor seconds are those of the gateway and the S3.
 *
 * <pre>java -Djava.util.logging.manager=org.jboss.logmanager.LogManager -cp target/test-classes:target/classes:DEPENDENCIES
 * dev.longshore.bench.ReadAheadBench</pre>
 */
final class ReadAheadBench {
    private static final int MIB = 1024 * 1024;
    private static final int FILE = 192 * MIB;
    private static final int ROUNDS = 3;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ReadAheadBench() {}

    /** @param arguments {@code client} in the other process */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            OtherProcess.serve(ReadAheadBench::fetch);
            return;
        }
        Logger.getLogger("").setLevel(Level.WARNING);
        byte[] content = Bytes.random(FILE);
        try (TestGateway ahead = TestGateway.start(Map.of("longshore.transfers.memory", "256M"));
                TestGateway plain = TestGateway.start(Map.of("longshore.transfers.memory", "16M"));
                OtherProcess client = OtherProcess.start(ReadAheadBench.class)) {
            ahead.put("file", content);
            plain.put("file", content);
            for (int latency : new int[] {0, 50}) {
                for (int rate : new int[] {20, 90, 0}) {
                    compare(ahead, plain, client, latency, rate);
                }
            }
        }
        System.exit(0);
    }

    private static void compare(TestGateway ahead, TestGateway plain, OtherProcess client, int latency, int rate)
            throws IOException {
        double[][] seconds = new double[2][ROUNDS];
        double[] processor = new double[2];
        TestGateway[] gateways = {ahead, plain};
        for (int round = -1; round < ROUNDS; round++) {
            for (int i = 0; i < gateways.length; i++) {
                gateways[i]
                        .proxy()
                        .moveAway(Duration.ofMillis(latency), rate == 0 ? Long.MAX_VALUE : (long) rate * MIB);
                long before = SYSTEM.getProcessCpuTime();
                double took = Double.parseDouble(client.ask(Integer.toString(gateways[i].port())));
                if (round >= 0) {
                    seconds[i][round] = took;
                    processor[i] += (SYSTEM.getProcessCpuTime() - before) / 1e9 / ROUNDS;
                }
            }
        }
        Arrays.sort(seconds[0]);
        Arrays.sort(seconds[1]);
        double mib = FILE / (double) MIB;
        System.out.printf(
                "%d ms, %s MiB/s a connection: ahead allowed %.0f MiB/s (%.2f CPU s), one stream %.0f MiB/s (%.2f CPU s),"
                        + " medians of %d of %.0f MiB%n",
                latency,
                rate == 0 ? "unlimited" : rate,
                mib / seconds[0][ROUNDS / 2],
                processor[0],
                mib / seconds[1][ROUNDS / 2],
                processor[1],
                ROUNDS,
                mib);
    }

    private static String fetch(String[] words) throws IOException {
        byte[] buffer = new byte[MIB];
        try (FtpDialogue client =
                FtpDialogue.connect(Integer.parseInt(words[0])).login(TestGateway.USER, TestGateway.PASSWORD)) {
            long begun = System.nanoTime();
            try (Socket data = client.passive()) {
                client.sends("RETR file").gets(150);
                InputStream in = data.getInputStream();
                while (in.read(buffer) >= 0) {
                    continue;
                }
            }
            client.gets(226);
            return Double.toString((System.nanoTime() - begun) / 1e9);
        }
    }
}

package dev.longshore.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What it costs to convert line ends: the same text up and down in TYPE I and in TYPE A by turns, in processor seconds of this process, in
 * which the gateway and the S3 behind it run. The S3 costs both alike, so the difference is the conversion's.
 *
 * <pre>java -Djava.util.logging.manager=org.jboss.logmanager.LogManager -cp target/test-classes:target/classes:DEPENDENCIES
 * dev.longshore.bench.AsciiBench [CHARACTERS OF A LINE]</pre>
 */
final class AsciiBench {
    private static final int MIB = 1024 * 1024;
    private static final int FILE = 32 * MIB;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 7;
    private static final int LINE = 60;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private AsciiBench() {}

    /** @param arguments {@code client} in the other process */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("client")) {
            OtherProcess.serve(AsciiBench::transfer);
            return;
        }
        Logger.getLogger("").setLevel(Level.WARNING);
        int line = arguments.length > 0 ? Integer.parseInt(arguments[0]) : LINE;
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.users.config.alice.ascii", "convert"));
                OtherProcess client = OtherProcess.start(AsciiBench.class)) {
            double[][] seconds = new double[4][ROUNDS];
            String[] kinds = {"STOR I", "STOR A", "RETR I", "RETR A"};
            for (int i = -WARM_UP; i < ROUNDS; i++) {
                for (int kind = 0; kind < kinds.length; kind++) {
                    long processor = SYSTEM.getProcessCpuTime();
                    client.ask(gateway.port() + " " + kinds[kind] + " " + line);
                    if (i >= 0) {
                        seconds[kind][i] = (SYSTEM.getProcessCpuTime() - processor) / 1e9 * 1024 * MIB / FILE;
                    }
                }
            }
            Arrays.stream(seconds).forEach(Arrays::sort);
            double[] medians =
                    Arrays.stream(seconds).mapToDouble(each -> each[ROUNDS / 2]).toArray();
            System.out.printf(
                    "JDK %s, lines of %d characters, processor seconds for a GiB, gateway and S3: upload %.2f binary,"
                            + " %.2f converted (%+.2f); download %.2f binary, %.2f converted (%+.2f)%n",
                    Runtime.version().feature(),
                    line,
                    medians[0],
                    medians[1],
                    medians[1] - medians[0],
                    medians[2],
                    medians[3],
                    medians[3] - medians[2]);
        }
        System.exit(0);
    }

    private static String transfer(String[] words) throws IOException {
        byte[] text = ("x".repeat(Integer.parseInt(words[3])) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[MIB / text.length * text.length];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = text[i % text.length];
        }
        try (FtpDialogue client = FtpDialogue.connect(Integer.parseInt(words[0]))
                .login(TestGateway.USER, TestGateway.PASSWORD)
                .sends("TYPE " + words[2])
                .gets(200)) {
            try (Socket data = client.passive()) {
                client.sends(words[1] + " text-" + words[2]).gets(150);
                if (words[1].equals("STOR")) {
                    OutputStream out = data.getOutputStream();
                    for (int left = FILE; left > 0; left -= chunk.length) {
                        out.write(chunk, 0, Math.min(left, chunk.length));
                    }
                } else {
                    InputStream in = data.getInputStream();
                    while (in.read(chunk) >= 0) {
                        continue;
                    }
                }
            }
            client.gets(226);
            return "done";
        }
    }
}

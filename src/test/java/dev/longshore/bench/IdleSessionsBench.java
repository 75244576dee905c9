package dev.longshore.bench;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Footprint;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What idle sessions cost, how soon one more logs in, and how many uploads may be open at once.
 *
 * <pre>java -Xmx256m -cp target/test-classes:target/classes:DEPENDENCIES dev.longshore.bench.IdleSessionsBench</pre>
 *
 * <p>DEPENDENCIES as {@code ./mvnw dependency:build-classpath} prints them. The gateway, its embedded S3 and the proxy before it are in
 * this process, the clients in another.
 */
final class IdleSessionsBench {
    private static final int THOUSAND = 1_000;
    private static final int VIRTUAL_UPLOADS = 500;
    private static final int POOLED_UPLOADS = 300;
    private static final int UPLOAD = 100_000;

    private final List<FtpDialogue> sessions = new ArrayList<>();

    private IdleSessionsBench() {}

    /** @param arguments {@code client} in the other process */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            ClientProcess.serve(new IdleSessionsBench()::answer);
            return;
        }
        boolean virtual = Runtime.version().feature() >= 21;
        int uploads = virtual ? VIRTUAL_UPLOADS : POOLED_UPLOADS;
        System.out.printf(
                "JDK %s, heap of %d MiB at most%n",
                Runtime.version(), Runtime.getRuntime().maxMemory() / 1024 / 1024);
        try (TestGateway gateway = TestGateway.start(
                        Map.of("longshore.ftp.connections.per-address", "5000", "longshore.ftp.idle-timeout", "30m"));
                ClientProcess clients = ClientProcess.start(IdleSessionsBench.class)) {
            idle(gateway, clients);
            System.out.printf(
                    "%d uploads at once: %s%n", uploads, clients.ask("uploads " + gateway.port() + " " + uploads));
            System.out.printf(
                    "heap %,d KiB, resident %,d KiB, %d platform threads, %d sessions%n",
                    Footprint.heap() / 1024,
                    Footprint.resident() / 1024,
                    Footprint.threads(),
                    gateway.gateway().ftp().sessions());
        }
        System.exit(0);
    }

    private static void idle(TestGateway gateway, ClientProcess clients) throws IOException {
        clients.ask("logins " + gateway.port() + " 3000");
        clients.ask("rest");
        long[] heap = new long[3];
        long[] resident = new long[3];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = Footprint.heap();
            resident[i] = Footprint.resident();
            System.out.printf(
                    "%d idle sessions: heap %,d KiB, resident %,d KiB, %d platform threads%n",
                    gateway.gateway().ftp().sessions(), heap[i] / 1024, resident[i] / 1024, Footprint.threads());
            if (i < heap.length - 1) {
                clients.ask("open " + gateway.port() + " " + THOUSAND);
                int open = gateway.gateway().ftp().sessions();
                System.out.printf(
                        "one more login beside %d: %s%n", open, clients.ask("logins " + gateway.port() + " 1"));
            }
        }
        System.out.printf(
                "an idle session (second thousand): %,d bytes of heap, %,d bytes resident (first thousand: %,d and %,d)%n",
                (heap[2] - heap[1]) / THOUSAND,
                (resident[2] - resident[1]) / THOUSAND,
                (heap[1] - heap[0]) / THOUSAND,
                (resident[1] - resident[0]) / THOUSAND);
        System.out.printf("101 more, one after another: %s%n", clients.ask("logins " + gateway.port() + " 101"));
    }

    private String answer(String[] words) throws Exception {
        return switch (words[0]) {
            case "open" -> open(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "logins" -> logins(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "uploads" -> uploads(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            default -> {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(6)); // until the last timers of closed sessions have run
                yield "rested";
            }
        };
    }

    private String open(int port, int count) {
        for (int i = 0; i < count; i++) {
            sessions.add(login(port));
        }
        return count + " open";
    }

    /** One after another, each ended before the next. */
    private static String logins(int port, int count) {
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            long begun = System.nanoTime();
            try (FtpDialogue client = login(port)) {
                millis[i] = (System.nanoTime() - begun) / 1e6;
                client.sends("QUIT").gets(221);
            }
        }
        if (count == 1) {
            return String.format("%.1f ms", millis[0]);
        }
        double first = millis[0];
        Arrays.sort(millis);
        return String.format(
                "first %.1f ms, median %.1f ms, most %.1f ms", first, millis[count / 2], millis[count - 1]);
    }

    /** All are open, with some bytes and no end, before the first one ends. */
    private static String uploads(int port, int count) throws IOException {
        byte[] half = Bytes.random(UPLOAD);
        List<FtpDialogue> clients = new ArrayList<>();
        List<Socket> data = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            FtpDialogue client = login(port);
            clients.add(client);
            data.add(client.passive());
            client.sends("STOR upload-" + i).gets(150);
            data.get(i).getOutputStream().write(half);
        }
        long opened = System.nanoTime();
        String oneMore = logins(port, 1);
        long ending = System.nanoTime();
        for (Socket socket : data) {
            socket.getOutputStream().write(half);
            socket.close();
        }
        for (FtpDialogue client : clients) {
            client.gets(226);
            client.close();
        }
        return String.format(
                "all answered 150 within %d ms, one more login beside them %s; all answered 226 within %d ms",
                (opened - begun) / 1_000_000, oneMore, (System.nanoTime() - ending) / 1_000_000);
    }

    private static FtpDialogue login(int port) {
        return FtpDialogue.connect(port).login(TestGateway.USER, TestGateway.PASSWORD);
    }
}

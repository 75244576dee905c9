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
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;

/**
 * What an idle session costs, beside a stock Apache FtpServer without files; how soon one more logs in, and how many uploads may be open at
 * once.
 *
 * <pre>java -cp target/test-classes:target/classes:DEPENDENCIES dev.longshore.bench.IdleSessionsBench</pre>
 *
 * <p>DEPENDENCIES as {@code ./mvnw dependency:build-classpath} prints them. The gateway with its embedded S3 and the proxy before it, the
 * stock server, and the clients each have a JVM of their own; those of the servers have a heap of 256 MiB, and
 * give free memory back when they are measured.
 */
final class IdleSessionsBench {
    private static final int STEP = 1_000;
    private static final int STEPS = 5;
    private static final int ASKED_FOR = 2;
    private static final int VIRTUAL_UPLOADS = 500;
    private static final int POOLED_UPLOADS = 300;
    private static final int UPLOAD = 100_000;
    private static final String HEAP = "-Xmx256m";
    /** A collection gives the system back what is free; else new sessions would lie in memory that is resident already. */
    private static final String[] SERVER = {HEAP, "-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=2", "-XX:MaxHeapFreeRatio=5"
    };

    private final List<FtpDialogue> sessions = new ArrayList<>();

    private IdleSessionsBench() {}

    /** What a server holds. */
    private record Held(int sessions, long heap, long resident, int threads) {
        static Held parse(String answer) {
            String[] words = answer.split(" ");
            return new Held(
                    Integer.parseInt(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Integer.parseInt(words[3]));
        }

        static String now(int sessions) {
            return sessions + " " + Footprint.heap() + " " + Footprint.resident() + " " + Footprint.threads();
        }
    }

    /** @param arguments what this process is; none for the one that asks the others */
    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "clients" -> OtherProcess.serve(new IdleSessionsBench()::client);
            case "gateway" -> {
                try (TestGateway gateway = TestGateway.start(Map.of(
                        "longshore.ftp.connections.most",
                        "6000",
                        "longshore.ftp.connections.per-address",
                        "6000",
                        "longshore.ftp.idle-timeout",
                        "30m"))) {
                    serve(gateway.port(), () -> gateway.gateway().ftp().sessions());
                }
            }
            case "stock" -> {
                try (StockServer stock = StockServer.start()) {
                    serve(stock.port(), stock::sessions);
                }
            }
            default -> compare();
        }
        System.exit(0);
    }

    private static void serve(int port, IntSupplier sessions) throws Exception {
        OtherProcess.serve(words -> words[0].equals("port") ? Integer.toString(port) : Held.now(sessions.getAsInt()));
    }

    private static void compare() throws IOException {
        boolean virtual = Runtime.version().feature() >= 21;
        int uploads = virtual ? VIRTUAL_UPLOADS : POOLED_UPLOADS;
        System.out.printf("JDK %s, heap of each server: %s%n", Runtime.version(), HEAP);
        try (OtherProcess gateway = OtherProcess.start(IdleSessionsBench.class, "gateway", SERVER)) {
            try (OtherProcess stock = OtherProcess.start(IdleSessionsBench.class, "stock", SERVER);
                    OtherProcess clients = OtherProcess.start(IdleSessionsBench.class, "clients", "-Xmx1g")) {
                idle("stock", stock, clients);
            }
            try (OtherProcess clients = OtherProcess.start(IdleSessionsBench.class, "clients", "-Xmx1g")) {
                idle("gateway", gateway, clients);
                String port = gateway.ask("port");
                System.out.printf("101 more, one after another: %s%n", clients.ask("logins " + port + " 101"));
                System.out.printf("%d uploads at once: %s%n", uploads, clients.ask("uploads " + port + " " + uploads));
                show("gateway", Held.parse(gateway.ask("held")));
            }
        }
    }

    private static void idle(String name, OtherProcess server, OtherProcess clients) throws IOException {
        String port = server.ask("port");
        clients.ask("logins " + port + " 3000");
        Held[] held = new Held[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            if (i > 0) {
                clients.ask("open " + port + " " + STEP);
            }
            if (i == ASKED_FOR) {
                System.out.printf(
                        "%s: one more login beside %d: %s%n", name, i * STEP, clients.ask("logins " + port + " 1"));
            }
            held[i] = Held.parse(server.ask("held"));
            show(name, held[i]);
        }
        System.out.printf(
                "%s: an idle session, median of %d thousands: %,d bytes of heap, %,d bytes resident%n",
                name, STEPS, median(held, Held::heap), median(held, Held::resident));
    }

    /** Of the growth by a session in each step; a collection now and then gives back more than the sessions took. */
    private static long median(Held[] held, ToLongFunction<Held> of) {
        long[] growth = new long[STEPS];
        for (int i = 0; i < STEPS; i++) {
            growth[i] = (of.applyAsLong(held[i + 1]) - of.applyAsLong(held[i])) / STEP;
        }
        Arrays.sort(growth);
        return growth[STEPS / 2];
    }

    private static void show(String name, Held held) {
        System.out.printf(
                "%s: %d sessions: heap %,d KiB, resident %,d KiB, %d platform threads%n",
                name, held.sessions(), held.heap() / 1024, held.resident() / 1024, held.threads());
    }

    private String client(String[] words) throws Exception {
        return switch (words[0]) {
            case "open" -> open(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "logins" -> logins(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "uploads" -> uploads(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException(words[0]);
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

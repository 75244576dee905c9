package dev.longshore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What TLS costs: transfers of the gateway beside the same JVM's plain TLS socket copy, handshakes, data connections, and idle sessions.
 * All speak TLS 1.3 with AES-128-GCM, and have the same key on P-256; the clients are one process of their own.
 *
 * <ul>
 *   <li>{@code copy} is the yardstick: a {@link TlsCopyProcess} that decrypts and throws away, or encrypts what is there
 *   <li>{@code carry} also takes the bytes to the null S3, or from there, as the gateway must: on a machine whose processors are all busy
 *       with client, S3 and server, only this one can be reached
 *   <li>{@code vsftpd} is the one of the system, with files in memory; left out where there is none
 *   <li>{@code clear} is the gateway without TLS: what it needs less than with TLS is what TLS costs, and to be compared with {@code copy}
 *   <li>{@code other} is another build of the gateway, where {@code bench.other} names its jar
 * </ul>
 */
final class TlsBench {
    private static final long GIBIBYTE = 1L << 30;
    private static final int MEBIBYTES = 1024;
    private static final int WARMING = 5;
    private static final int WARM_GIBIBYTES = 3;
    private static final int HANDSHAKES = 2_000;
    private static final int CLIENTS = 4;
    private static final int DATA_CONNECTIONS = 1_000;
    private static final int SESSIONS = 300;

    private static final String[] CLIENT = {"-Xmx512m", "-XX:+UseSerialGC"};

    private static final Map<String, String> SETTINGS = Map.of(
            "LONGSHORE_FTP_CONNECTIONS_MOST", "6000",
            "LONGSHORE_FTP_CONNECTIONS_PER_ADDRESS", "6000",
            "LONGSHORE_FTP_IDLE_TIMEOUT", "30m");

    private final List<String> java;
    private final OtherProcess s3;
    private final OtherProcess load;
    private final int rounds;
    private final Results results;
    private final Map<String, TlsSubject.Start> subjects = new LinkedHashMap<>();

    private TlsBench(List<String> java, OtherProcess s3, OtherProcess load, int rounds, Results results) {
        this.java = java;
        this.s3 = s3;
        this.load = load;
        this.rounds = rounds;
        this.results = results;
    }

    /**
     * Adds all to the results.
     *
     * @param java the command of the gateway and of the copies, with its options
     * @param bulk     whether transfers are measured
     * @param sessions whether handshakes, data connections and idle sessions are
     */
    static void run(List<String> java, boolean bulk, boolean sessions, int rounds, Results results) throws Exception {
        BenchKey key = BenchKey.make(Files.createTempDirectory("longshore-bench"));
        try (OtherProcess s3 = OtherProcess.start(List.of(java.get(0), "-Xmx512m"), NullS3.class);
                OtherProcess load = OtherProcess.start(TlsLoad.class, "client", CLIENT)) {
            TlsBench bench = new TlsBench(java, s3, load, rounds, results);
            bench.subjects(key);
            if (bulk) {
                bench.transfers("up");
                bench.transfers("down");
            }
            if (sessions) {
                bench.handshakes();
                bench.dataConnections();
                bench.idle();
            }
        }
    }

    private void subjects(BenchKey key) throws Exception {
        int port = Integer.parseInt(s3.ask("port"));
        String endpoint = "http://127.0.0.1:" + port;
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(TransferBench.settings());
        subjects.put("gateway", () -> TlsSubject.gateway(java, GatewayProcess.JAR, endpoint, key, settings));
        String other = System.getProperty("bench.other", "");
        if (!other.isEmpty()) {
            subjects.put("other", () -> TlsSubject.gateway(java, Path.of(other), endpoint, key, settings));
        }
        subjects.put("clear", () -> TlsSubject.gateway(java, GatewayProcess.JAR, endpoint, key, settings)
                .inClear());
        subjects.put("copy", () -> TlsSubject.copy(java, key, 0));
        subjects.put("carry", () -> TlsSubject.copy(java, key, port));
        Path pem = key.pem();
        if (Vsftpd.isThere()) {
            subjects.put("vsftpd", () -> TlsSubject.vsftpd(pem, GIBIBYTE));
        } else {
            System.out.println("There is no vsftpd, or no /dev/shm, here");
        }
        subjects.keySet().retainAll(TransferBench.SUBJECTS);
    }

    private interface Scenario {
        void run(String name, TlsSubject subject) throws IOException;
    }

    private void inTurns(List<String> names, Scenario scenario) throws IOException {
        for (int round = 0; round < rounds; round++) {
            for (String name : names) {
                TlsSubject.Start start = subjects.get(name);
                if (start != null) {
                    try (TlsSubject fresh = start.fresh()) {
                        scenario.run(name, fresh);
                    }
                }
            }
        }
    }

    private void transfers(String way) throws IOException {
        inTurns(List.copyOf(subjects.keySet()), (name, subject) -> {
            subject.open(load);
            String row = way + " 1 GiB over TLS, ";
            Usage first = Usage.of(subject.handle(), () -> subject.move(load, way, GIBIBYTE, 1));
            results.add(row + "first of the process, MiB/s", name, MEBIBYTES / first.wall());
            subject.move(load, way, GIBIBYTE, WARMING);
            Usage clients = Usage.of(load.handle(), () -> {
                Usage warm = Usage.of(subject.handle(), () -> subject.move(load, way, GIBIBYTE, WARM_GIBIBYTES));
                results.add(row + "warm, MiB/s", name, WARM_GIBIBYTES * MEBIBYTES / warm.wall());
                results.add(row + "warm, CPU s/GiB", name, warm.cpu() / WARM_GIBIBYTES);
            });
            results.add(row + "warm, CPU s/GiB of the client", name, clients.cpu() / WARM_GIBIBYTES);
            load.ask("quit");
        });
    }

    private void handshakes() throws IOException {
        inTurns(List.of("gateway", "other"), (name, subject) -> {
            String line = "handshakes " + subject.port() + " " + HANDSHAKES + " " + CLIENTS;
            load.ask(line);
            load.ask(line);
            Usage usage = Usage.of(subject.handle(), () -> load.ask(line));
            results.add("connect, AUTH TLS, full handshake, QUIT, a second", name, HANDSHAKES / usage.wall());
            results.add("the same, CPU ms each", name, usage.cpu() * 1_000 / HANDSHAKES);
        });
    }

    private void dataConnections() throws IOException {
        inTurns(List.of("gateway", "other"), (name, subject) -> {
            for (boolean warm : new boolean[] {false, true}) {
                for (String way : new String[] {"up", "down"}) {
                    for (String how : new String[] {"resumed", "full", "clear"}) {
                        String line = "data " + subject.port() + " " + how + " " + way + " " + DATA_CONNECTIONS;
                        String times = load.ask(line);
                        if (warm) {
                            addTimes(way, how, name.equals("gateway") ? how : name + " " + how, times.split(" "));
                        }
                    }
                }
            }
        });
    }

    private void addTimes(String way, String how, String column, String[] nanos) {
        String row = "data connection, 1 byte " + way + ", ";
        if (!how.equals("clear")) {
            results.add(row + "its handshake, median ms", column, millis(nanos[0]));
            results.add(row + "its handshake, p95 ms", column, millis(nanos[1]));
        }
        results.add(row + "EPSV to 226, median ms", column, millis(nanos[2]));
        results.add(row + "EPSV to 226, p95 ms", column, millis(nanos[3]));
    }

    private static double millis(String nanos) {
        return Long.parseLong(nanos) / 1e6;
    }

    /** Each kind in a process of its own: what has ended is not let go of at once. */
    private void idle() throws IOException {
        LiveHeap live = new LiveHeap(java);
        for (String how : new String[] {"clear", "tls", "used"}) {
            inTurns(List.of("gateway", "other"), (name, subject) -> {
                String line = "idle " + subject.port() + " " + how + " " + SESSIONS;
                load.ask(line);
                long before = live.bytes(subject.handle());
                load.ask(line);
                double kibibytes = (live.bytes(subject.handle()) - before) / 1024.0 / SESSIONS;
                results.add("idle session, live heap KiB", name.equals("gateway") ? how : name + " " + how, kibibytes);
                load.ask("quit");
            });
        }
    }
}

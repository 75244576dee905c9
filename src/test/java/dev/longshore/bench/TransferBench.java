package dev.longshore.bench;

import dev.longshore.s3.RawS3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What transfers cost, beside the S3 client alone doing the same work: {@code ./mvnw -Pbench verify}. Each subject is a fresh process, and
 * they take turns, so that what else runs on the machine hits all of them. S3, the clients and this program are processes of their own;
 * what is measured is the processor time, the time and the memory of the subject.
 *
 * <p>System properties: {@code bench} (of {@code bulk,small,many,latency,ascii,long,listing,rename,storm,tls}, and {@code tls-bulk} and {@code tls-sessions}, which are its halves), {@code bench.rounds}, {@code bench.java} (the
 * command), {@code bench.jvm} (its options), {@code bench.subjects} (of {@code gateway,raw,bare,stock}, and those of {@link TlsBench}), {@code bench.s3} ({@code null},
 * {@code tls}, {@code embedded}), {@code bench.settings} ({@code KEY=VALUE,…} as environment of the gateway).
 */
final class TransferBench {
    /** What is measured, in this order; each scenario takes those that it knows. */
    static final List<String> SUBJECTS =
            List.of(System.getProperty("bench.subjects", "gateway,raw,bare,stock,other,clear,copy,carry,vsftpd")
                    .split(","));

    private static final long GIBIBYTE = 1L << 30;
    private static final long SMALL = 100 * 1024;
    private static final int SMALL_FILES = 500;
    private static final int WARMING = 10_000;
    private static final int WARM_GIBIBYTES = 3;
    private static final int DELAY_MILLIS = 50;

    private final Map<String, Subject.Start> subjects = new LinkedHashMap<>();
    private final Results results = new Results();
    private final int rounds = Integer.getInteger("bench.rounds", 3);
    private final OtherProcess s3;
    private final OtherProcess load;
    private final boolean counted;

    private final List<String> java;

    /** @param java the command of measured processes, with its options */
    private TransferBench(List<String> java, OtherProcess s3, OtherProcess load, boolean counted) {
        this.java = java;
        this.s3 = s3;
        this.load = load;
        this.counted = counted;
    }

    /** @param arguments none */
    public static void main(String[] arguments) throws Exception {
        OtherProcess.silence();
        Path folder = Files.createTempDirectory("longshore-bench");
        String kind = System.getProperty("bench.s3", "null");
        Path store = folder.resolve("tls.p12");
        try (OtherProcess s3 = s3(kind, folder, store);
                OtherProcess load = OtherProcess.start(java("-Xmx256m"), FtpLoad.class)) {
            String endpoint = (kind.equals("tls") ? "https://localhost:" : "http://127.0.0.1:") + s3.ask("port");
            List<String> options = new ArrayList<>(List.of(
                    System.getProperty("bench.jvm", "-XX:+UseSerialGC -Xmx256m").split(" ")));
            if (kind.equals("tls")) {
                options.add("-Djavax.net.ssl.trustStore=" + store);
                options.add("-Djavax.net.ssl.trustStorePassword=changeit");
            }
            if (kind.equals("embedded")) {
                prepare(endpoint);
            }
            TransferBench bench =
                    new TransferBench(java(options.toArray(String[]::new)), s3, load, !kind.equals("embedded"));
            bench.subjects(endpoint);
            bench.run(endpoint);
        }
        System.exit(0);
    }

    private static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty(
                "bench.java",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        return command;
    }

    private static OtherProcess s3(String kind, Path folder, Path store) throws IOException, InterruptedException {
        return switch (kind) {
            case "null" -> OtherProcess.start(java("-Xmx512m"), NullS3.class);
            case "embedded" -> OtherProcess.start(java("-Xmx1g"), EmbeddedProcess.class, folder.toString());
            case "tls" -> {
                BenchKey.make(folder);
                yield OtherProcess.start(java("-Xmx512m"), NullS3.class, store.toString());
            }
            default -> throw new IllegalArgumentException("bench.s3 is " + kind);
        };
    }

    /** Objects to download. */
    private static void prepare(String endpoint) throws Exception {
        try (RawS3 raw = RawS3.of(URI.create(endpoint), false)) {
            raw.makeBucket();
            for (long size : new long[] {GIBIBYTE, SMALL}) {
                raw.upload(new RawProcess.Nothing(size), "zeros-" + size);
            }
        }
    }

    /** Those of {@code bench.settings}. */
    static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : System.getProperty("bench.settings", "").split(",")) {
            if (setting.contains("=")) {
                settings.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
            }
        }
        return settings;
    }

    private void subjects(String endpoint) throws IOException {
        int port = Integer.parseInt(load.ask("listen"));
        Map<String, String> settings = settings();
        Map<String, Subject.Start> all = Map.of(
                "gateway", () -> Subject.gateway(java, load, endpoint, settings),
                "raw", () -> Subject.raw(java, port, endpoint, "own"),
                "bare", () -> Subject.raw(java, 0, endpoint, "own"),
                "stock", () -> Subject.raw(java, port, endpoint, "stock"));
        for (String name : SUBJECTS) {
            Subject.Start subject = all.get(name);
            if (subject != null) {
                subjects.put(name, subject);
            }
        }
    }

    private void run(String endpoint) throws Exception {
        System.out.printf(
                "%d rounds, median (least–most); ×: gateway / other. raw: the S3 client with the gateway's transport, its"
                        + " bytes over a socket; bare: without the socket; stock: with the SDK's own transport%n",
                rounds);
        for (String scenario : System.getProperty(
                        "bench", "bulk,small,many,latency,ascii,long,listing,rename,storm,tls")
                .split(",")) {
            System.out.println("== " + scenario);
            switch (scenario) {
                case "bulk" -> bulk();
                case "small" -> small();
                case "many" -> many();
                case "latency" -> latency();
                case "ascii" -> ascii();
                case "long" -> tenGibibytes();
                case "listing" -> new ListingBench(java, load, rounds).run();
                case "rename" -> RenameBench.run(rounds, results);
                case "tls" -> TlsBench.run(java, true, true, rounds, results);
                case "tls-bulk" -> TlsBench.run(java, true, false, rounds, results);
                case "tls-sessions" -> TlsBench.run(java, false, true, rounds, results);
                case "storm" -> StormBench.run(java, load, endpoint, rounds, results);
                default -> throw new IllegalArgumentException("bench has " + scenario);
            }
            results.print();
        }
    }

    private interface Scenario {
        void run(String name, Subject subject) throws IOException;
    }

    private void inTurns(Scenario scenario) throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Subject.Start> subject : subjects.entrySet()) {
                try (Subject fresh = subject.getValue().fresh()) {
                    scenario.run(subject.getKey(), fresh);
                }
            }
        }
    }

    private void bulk() throws Exception {
        inTurns((name, subject) -> {
            Usage first = Usage.of(subject.handle(), () -> subject.up(GIBIBYTE, 1, 1));
            gibibytes("up 1 GiB, first of the process", name, first, 1);
            forget();
            Usage warm = Usage.of(subject.handle(), () -> subject.up(GIBIBYTE, WARM_GIBIBYTES, 1));
            gibibytes("up 1 GiB, warm", name, warm, WARM_GIBIBYTES);
            tellCounts(name, WARM_GIBIBYTES + " uploads of 1 GiB");
            results.add("up 1 GiB, peak RSS MiB", name, Usage.memory(subject.handle(), "VmHWM"));
        });
        inTurns((name, subject) -> {
            Usage first = Usage.of(subject.handle(), () -> subject.down(GIBIBYTE, 1, 1));
            gibibytes("down 1 GiB, first of the process", name, first, 1);
            forget();
            Usage warm = Usage.of(subject.handle(), () -> subject.down(GIBIBYTE, WARM_GIBIBYTES, 1));
            gibibytes("down 1 GiB, warm", name, warm, WARM_GIBIBYTES);
            tellCounts(name, WARM_GIBIBYTES + " downloads of 1 GiB");
            results.add("down 1 GiB, peak RSS MiB", name, Usage.memory(subject.handle(), "VmHWM"));
        });
    }

    private void small() throws Exception {
        inTurns((name, subject) -> {
            files("500 × 100 KiB, first of the process", name, subject, 1);
            subject.up(SMALL, WARMING, 8);
            forget();
            files("500 × 100 KiB, warm, 1 session", name, subject, 1);
            tellCounts(name, "500 uploads of 100 KiB");
            files("500 × 100 KiB, warm, 8 sessions", name, subject, 8);
            results.add("100 KiB, peak RSS MiB", name, Usage.memory(subject.handle(), "VmHWM"));
        });
    }

    private void many() throws Exception {
        try (Subject gateway = subjects.get("gateway").fresh()) {
            Usage usage = Usage.of(gateway.handle(), () -> gateway.up(64L << 20, 100, 100));
            gibibytes("100 × 64 MiB at once", "gateway", usage, 6.25);
            results.add("100 × 64 MiB, peak RSS MiB", "gateway", Usage.memory(gateway.handle(), "VmHWM"));
        }
    }

    /** The same text moved as it is, and with its line ends converted. */
    private void ascii() throws Exception {
        for (int round = 0; round < rounds; round++) {
            for (String type : new String[] {"I", "A"}) {
                load.ask("type " + type + " text");
                try (Subject gateway = subjects.get("gateway").fresh()) {
                    gateway.up(GIBIBYTE, 1, 1);
                    gibibytes(
                            "up 1 GiB of text, warm",
                            "TYPE " + type,
                            Usage.of(gateway.handle(), () -> gateway.up(GIBIBYTE, 2, 1)),
                            2);
                    gateway.down(GIBIBYTE, 1, 1);
                    gibibytes(
                            "down 1 GiB of text, warm",
                            "TYPE " + type,
                            Usage.of(gateway.handle(), () -> gateway.down(GIBIBYTE, 2, 1)),
                            2);
                }
            }
        }
        load.ask("type I zeros");
    }

    private void latency() throws Exception {
        s3.ask("delay " + DELAY_MILLIS);
        inTurns((name, subject) -> {
            gibibytes(
                    "up 1 GiB, " + DELAY_MILLIS + " ms",
                    name,
                    Usage.of(subject.handle(), () -> subject.up(GIBIBYTE, 1, 1)),
                    1);
            gibibytes(
                    "down 1 GiB, " + DELAY_MILLIS + " ms",
                    name,
                    Usage.of(subject.handle(), () -> subject.down(GIBIBYTE, 1, 1)),
                    1);
            files("500 × 100 KiB, " + DELAY_MILLIS + " ms, 8 sessions", name, subject, 8);
        });
        s3.ask("delay 0");
    }

    private void tenGibibytes() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Subject gateway = subjects.get("gateway").fresh()) {
            Callable<Usage> upload = () -> Usage.of(gateway.handle(), () -> gateway.up(10 * GIBIBYTE, 1, 1));
            Future<Usage> usage = thread.submit(upload);
            List<Long> resident = new ArrayList<>();
            while (!usage.isDone()) {
                try {
                    usage.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    resident.add(Usage.memory(gateway.handle(), "VmRSS"));
                }
            }
            gibibytes("up 10 GiB", "gateway", usage.get(), 10);
            System.out.println("RSS each second, MiB: " + resident);
        } finally {
            thread.shutdown();
        }
    }

    private void gibibytes(String row, String name, Usage usage, double gibibytes) {
        results.add(row + ", CPU s/GiB", name, usage.cpu() / gibibytes);
        results.add(row + ", MiB/s", name, gibibytes * 1024 / usage.wall());
    }

    private void files(String row, String name, Subject subject, int sessions) throws IOException {
        Usage usage = Usage.of(subject.handle(), () -> subject.up(SMALL, SMALL_FILES, sessions));
        results.add(row + ", CPU ms/file", name, usage.cpu() * 1_000 / SMALL_FILES);
        results.add(row + ", files/s", name, SMALL_FILES / usage.wall());
    }

    private void forget() throws IOException {
        if (counted) {
            s3.ask("forget");
        }
    }

    private void tellCounts(String name, String what) throws IOException {
        if (counted && name.equals("gateway")) {
            System.out.println("Requests of " + what + ": " + s3.ask("counts"));
        }
    }
}

package dev.longshore.bench;

import dev.longshore.s3.RawS3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What listings cost, beside the S3 client alone that pages through the same keys and looks at each: {@code -Dbench=listing}. The gateway
 * and the client are processes that live through all rounds and take turns, the client before each verb. The first byte is measured from the command to it, in listings
 * that are broken off behind it, as the median of {@value #LOOKS}; one page is the raw client's time for all, divided by their number.
 *
 * <p>System properties beside those of {@link TransferBench}: {@code bench.keys}, for the S3 that keeps none.
 */
final class ListingBench {
    private static final int ON_DISK = 20_000;
    private static final int PAGE = 1_000;
    private static final int LOOKS = 15;
    private static final double MIB = 1024.0 * 1024;
    private static final String[] VERBS = {"LIST", "NLST", "MLSD"};

    private final List<String> java;
    private final OtherProcess load;
    private final int rounds;
    private final Results results = new Results();

    ListingBench(List<String> java, OtherProcess load, int rounds) {
        this.java = java;
        this.load = load;
        this.rounds = rounds;
    }

    /** Of keys that an S3 makes up, and of objects of the embedded S3. */
    void run() throws Exception {
        int keys = Integer.getInteger("bench.keys", 1_000_000);
        try (OtherProcess made = OtherProcess.start(List.of(java.get(0), "-Xmx512m"), NullS3.class)) {
            made.ask("keys " + keys);
            compare(keys, "http://127.0.0.1:" + made.ask("port"), true);
        }
        Path folder = Files.createTempDirectory("longshore-bench");
        try (OtherProcess embedded =
                OtherProcess.start(List.of(java.get(0), "-Xmx1g"), EmbeddedProcess.class, folder.toString())) {
            String endpoint = "http://127.0.0.1:" + embedded.ask("port");
            try (RawS3 raw = RawS3.of(URI.create(endpoint), false)) {
                raw.makeBucket();
                raw.uploadEmpty(ON_DISK);
            }
            compare(ON_DISK, endpoint, false);
        }
    }

    /** What one listing took. */
    private record Listing(double first, double all, double cpu) {
        static Listing of(ProcessHandle process, Callable<String> work) throws Exception {
            String[] told = new String[1];
            Usage usage = Usage.of(process, () -> told[0] = call(work));
            String[] words = told[0].split(" ");
            return new Listing(Long.parseLong(words[0]) / 1e6, Long.parseLong(words[1]) / 1e9, usage.cpu());
        }

        private static String call(Callable<String> work) throws IOException {
            try {
                return work.call();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    private void compare(int keys, String endpoint, boolean heap) throws Exception {
        System.out.printf("%,d keys%n", keys);
        try (GatewayProcess gateway = GatewayProcess.start(java, endpoint, Map.of());
                OtherProcess raw = OtherProcess.start(java, RawProcess.class, endpoint, "0", "own")) {
            raw.ask("list");
            load.ask("list " + gateway.port() + " LIST");
            for (int round = 0; round < rounds; round++) {
                for (String verb : VERBS) {
                    Listing client = Listing.of(raw.handle(), () -> raw.ask("list"));
                    double page = client.all() * 1_000 * PAGE / keys;
                    double first = Long.parseLong(load.ask("first " + gateway.port() + " " + verb + " " + LOOKS)) / 1e6;
                    Listing listing =
                            Listing.of(gateway.handle(), () -> load.ask("list " + gateway.port() + " " + verb));
                    add("raw", keys, client);
                    results.add("one page, ms", "raw", page);
                    add(verb, keys, listing);
                    results.add("first byte, ms", verb, first);
                    results.add("first byte, in pages of the raw client", verb, first / page);
                    results.add("rate, of that of the raw client", verb, client.all() / listing.all());
                }
            }
            results.print();
            if (heap) {
                tellHeap(gateway, keys);
            }
        }
    }

    private void add(String name, int keys, Listing listing) {
        results.add("first byte or page of a whole listing, ms", name, listing.first());
        results.add("1,000 keys/s", name, keys / 1_000.0 / listing.all());
        results.add("CPU s of the process", name, listing.cpu());
    }

    /** Apart from the rounds, because counting what lives stops the process. */
    private void tellHeap(GatewayProcess gateway, int keys) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        LiveHeap live = new LiveHeap(java);
        for (String verb : VERBS) {
            long before = live.bytes(gateway.handle());
            long resident = Usage.memory(gateway.handle(), "VmRSS");
            Future<String> end = thread.submit(() -> load.ask("list " + gateway.port() + " " + verb));
            List<Long> seen = new ArrayList<>();
            while (!end.isDone()) {
                try {
                    end.get(500, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    seen.add(live.bytes(gateway.handle()));
                }
            }
            long most = seen.stream().mapToLong(Long::longValue).max().orElse(before);
            System.out.printf(
                    "%s of %,d keys: live heap %.1f MiB before, at most %.1f MiB more in %d looks; RSS %d MiB before, %d"
                            + " behind it%n",
                    verb,
                    keys,
                    before / MIB,
                    (most - before) / MIB,
                    seen.size(),
                    resident,
                    Usage.memory(gateway.handle(), "VmRSS"));
        }
        thread.shutdown();
    }
}

package dev.longshore.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * An upload alone and beside 100 clients that send wrong passwords of a user whose hash is argon2id, in turns, to one gateway. The clients
 * are a process of their own on the same machine.
 */
final class StormBench {
    private static final long GIBIBYTE = 1L << 30;
    private static final int MEBIBYTES = 1024;
    private static final String GUESSED = "storm";

    /** Of “secret”, as {@code hash-password} makes them. */
    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$SvcYvwv3MPQFamV5JAnMFg$647S61enfudiht0G9OeMc2b4LRwq+kLMfl28qN5Uja4";

    private StormBench() {}

    /**
     * Adds speed and processor time of both to the results.
     *
     * @param java the command of the gateway, with its options
     */
    static void run(List<String> java, OtherProcess load, String endpoint, int rounds, Results results)
            throws IOException {
        Map<String, String> settings = Map.of("LONGSHORE_USERS_CONFIG_STORM_PASSWORD", HASH);
        try (GatewayProcess gateway = GatewayProcess.start(java, endpoint, settings);
                OtherProcess storm = OtherProcess.start(StormClients.class)) {
            load.ask("open " + gateway.port() + " 1");
            upload(load);
            LiveHeap live = new LiveHeap(java);
            System.out.printf(
                    "Before: peak RSS %d MiB, live heap %.1f MiB%n",
                    Usage.memory(gateway.handle(), "VmHWM"), live.mebibytes(gateway.handle()));
            for (int round = 0; round < rounds; round++) {
                storm.ask("begin " + gateway.port() + " " + GUESSED);
                Usage beside = Usage.of(gateway.handle(), () -> upload(load));
                double heap = live.mebibytes(gateway.handle());
                String heard = storm.ask("end");
                add(results, "in the storm", beside, gateway);
                System.out.printf(
                        "Round %d, the storm heard: %s; live heap in it %.1f MiB, behind it %.1f%n",
                        round + 1, heard, heap, live.mebibytes(gateway.handle()));
                add(results, "alone", Usage.of(gateway.handle(), () -> upload(load)), gateway);
            }
            load.ask("quit");
        }
    }

    private static void upload(OtherProcess load) throws IOException {
        load.ask("up " + GIBIBYTE + " 1 file");
    }

    private static void add(Results results, String subject, Usage usage, GatewayProcess gateway) throws IOException {
        results.add("up 1 GiB, MiB/s", subject, MEBIBYTES / usage.wall());
        results.add("up 1 GiB, CPU s", subject, usage.cpu());
        results.add("peak RSS until then, MiB", subject, Usage.memory(gateway.handle(), "VmHWM"));
    }
}

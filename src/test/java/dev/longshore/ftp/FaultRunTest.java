package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.s3.BlockPlan;
import dev.longshore.s3.Capability;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FaultProxy;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Transfers of random sizes, whose clients die at random moments while S3 fails at random requests; the promise holds in each of them. The
 * same seed makes the same cases; how they meet the gateway's threads differs from run to run. {@code -Dlongshore.faults.seed} and
 * {@code .cases} choose, {@code .only} runs the case of one number alone.
 */
class FaultRunTest {
    private static final long SEED = Long.getLong("longshore.faults.seed", 20_260_815L);
    private static final int CASES = Integer.getInteger("longshore.faults.cases", 300);
    private static final int ONLY = Integer.getInteger("longshore.faults.only", -1);
    private static final int AT_ONCE = 12;
    private static final Map<String, String> SETTINGS = Map.of(
            "longshore.transfers.part-size", "5M",
            "longshore.ftp.idle-timeout", "3s");
    private static final BlockPlan BLOCKS = new BlockPlan(0, FaultCase.PART + 1024 * 1024);
    private static final long MOST_SECONDS = 120;

    private final Map<String, int[]> counts = new TreeMap<>();
    private final AtomicReference<Duration> longest = new AtomicReference<>(new Duration(-1, 0));
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();

    /** How long a case took. */
    private record Duration(int number, long nanos) {
        static Duration longer(Duration one, Duration other) {
            return one.nanos > other.nanos ? one : other;
        }
    }

    @Test
    void bucketIsAsBeforeUnless226WasSent() throws Exception {
        System.out.printf(
                "Faults: -Dlongshore.faults.seed=%d, %s%n", SEED, ONLY < 0 ? CASES + " cases" : "case " + ONLY);
        long from = System.nanoTime();
        try (TestGateway gateway = TestGateway.start(SETTINGS)) {
            if (ONLY < 0) {
                runAll(gateway);
            } else {
                run(gateway, ONLY);
            }
            Eventually.holds("no session is left", () -> gateway.gateway().ftp().sessions() == 0);
            Eventually.holds(
                    "no passive port is left", () -> gateway.gateway().ftp().passivePortsInUse() == 0);
            checkWhatCameLate(gateway);
        }
        counts.forEach((kind, count) ->
                System.out.printf("Faults: %-60s %6d cases, %6d answered 226%n", kind, count[0], count[1]));
        System.out.printf(
                "Faults: %d violations in %d s; case %d was the longest, %d ms%n",
                violations.size(),
                (System.nanoTime() - from) / 1_000_000_000,
                longest.get().number(),
                longest.get().nanos() / 1_000_000);
        assertThat(violations).as("cases of seed " + SEED).isEmpty();
    }

    private void runAll(TestGateway gateway) throws InterruptedException {
        ExecutorService clients = Executors.newCachedThreadPool();
        AtomicInteger next = new AtomicInteger();
        try {
            List<Future<?>> running = IntStream.range(0, AT_ONCE)
                    .<Future<?>>mapToObj(i -> clients.submit(() -> {
                        for (int number = next.getAndIncrement(); number < CASES; number = next.getAndIncrement()) {
                            int mine = number;
                            bounded(mine, clients.submit(() -> run(gateway, mine)));
                        }
                    }))
                    .toList();
            for (Future<?> each : running) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    throw new AssertionError(e.getCause());
                }
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private void bounded(int number, Future<?> running) {
        try {
            running.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            report(number, "it did not end within " + MOST_SECONDS + " seconds");
            running.cancel(true);
        } catch (InterruptedException | ExecutionException e) {
            report(number, "the test itself failed: " + e);
        }
    }

    private void run(TestGateway gateway, int number) {
        FaultCase plan = FaultCase.of(SEED, number);
        if (!plan.isInBlocks()) {
            run(gateway, plan);
            return;
        }
        try (TestGateway own = TestGateway.before(gateway.storage(), ofBlocks(gateway), BLOCKS)) {
            run(own, plan);
        }
    }

    /** The same endpoint needs not be tried out for each case. */
    private static Map<String, String> ofBlocks(TestGateway gateway) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        for (Capability capability : Capability.values()) {
            String name = capability.name().toLowerCase(Locale.ROOT).replace('_', '-');
            settings.put("longshore.s3.capabilities." + name, gateway.can(capability) ? "yes" : "no");
        }
        return settings;
    }

    private void run(TestGateway gateway, FaultCase plan) {
        long from = System.nanoTime();
        int number = plan.number();
        String key = plan.key();
        if (plan.before() >= 0) {
            FaultStorage.put(gateway, key, plan.old());
        }
        begin(gateway.proxy(), plan);
        FaultClient.Seen seen = new FaultClient.Seen(0, -1, false, false);
        try (FaultClient client = new FaultClient(gateway, plan)) {
            seen = client.run();
            check(gateway, plan, seen);
        } catch (IOException | RuntimeException | AssertionError e) {
            report(number, e.toString());
        }
        count(plan, seen);
        gateway.proxy().forget(key);
        FaultStorage.delete(gateway, key);
        longest.accumulateAndGet(new Duration(number, System.nanoTime() - from), Duration::longer);
    }

    /** Blocks have keys that nobody knows before, so their trouble is that of all that their gateway asks for. */
    private static void begin(FaultProxy proxy, FaultCase plan) {
        FaultCase.Trouble trouble = plan.trouble();
        if (plan.isInBlocks() && trouble.lasting()) {
            proxy.failFrom(trouble.operation(), trouble.n(), trouble.fault());
        } else if (plan.isInBlocks()) {
            proxy.failOnly(trouble.operation(), trouble.n(), trouble.fault());
        } else if (trouble.lasting()) {
            proxy.failFrom(plan.key(), trouble.operation(), trouble.n(), trouble.fault());
        } else {
            proxy.failOnly(plan.key(), trouble.operation(), trouble.n(), trouble.fault());
        }
    }

    private void check(TestGateway gateway, FaultCase plan, FaultClient.Seen seen) throws IOException {
        boolean clean = plan.end() == ClientEnd.NONE && plan.trouble().fault() == Fault.NONE;
        boolean possible = plan.verb().isDownload()
                ? plan.before() >= plan.offset()
                : plan.verb() != FaultCase.Verb.REST_STOR || plan.offset() <= Math.max(0, plan.before());
        if (clean && possible != (seen.reply() == 226)) {
            report(plan.number(), "without any fault the reply was " + seen.reply());
        }
        if (plan.verb().isDownload()) {
            boolean leaves = plan.end() == ClientEnd.DATA_FIN
                    || plan.end() == ClientEnd.DATA_RST
                    || plan.end() == ClientEnd.ABOR_FIN;
            if (seen.reply() == 226 && !leaves && !seen.whole()) {
                report(plan.number(), "226 for a download that is short, mixed or not what was asked for");
            }
        } else if (seen.reply() == 226 && seen.delivered() < 0) {
            report(plan.number(), "226 for an upload that the client did not end");
        }
        if (plan.trouble().losesAnUpload()) {
            FaultStorage.abortUploads(gateway, plan.key());
        } else {
            FaultStorage.awaitNoUpload(gateway, plan.key());
        }
        if (!isAllowed(gateway, plan, outcomes(plan, seen), mayBeOld(plan, seen))) {
            report(
                    plan.number(),
                    "reply " + seen.reply() + ", " + seen.delivered() + " bytes delivered, at S3 is "
                            + FaultStorage.describe(gateway, plan.key()));
        }
    }

    /** The contents that the object may have now, but for its being absent. */
    private static List<FaultContent> outcomes(FaultCase plan, FaultClient.Seen seen) {
        List<FaultContent> allowed = new ArrayList<>();
        if (plan.verb().isDownload()) {
            allowed.add(seen.replaced() ? plan.replacement() : plan.old());
            return allowed;
        }
        if (seen.delivered() >= 0 && (seen.reply() == 226 || seen.reply() == 0)) {
            allowed.add(plan.made(seen.delivered()));
        }
        if (seen.reply() != 226 && plan.before() >= 0) {
            allowed.add(plan.old());
        }
        return allowed;
    }

    private static boolean mayBeOld(FaultCase plan, FaultClient.Seen seen) {
        return plan.verb().isDownload() ? !seen.replaced() : seen.reply() != 226;
    }

    private static boolean isAllowed(TestGateway gateway, FaultCase plan, List<FaultContent> allowed, boolean mayBeOld)
            throws IOException {
        if (FaultStorage.isAbsent(gateway, plan.key())) {
            return mayBeOld && plan.before() < 0;
        }
        return FaultStorage.isOneOf(gateway, plan.key(), allowed);
    }

    /**
     * All objects were deleted when they had been looked at. One that is there again was published after its client had gone, which only a
     * client allows whose data connection had ended in order by then.
     */
    private void checkWhatCameLate(TestGateway gateway) throws IOException {
        Eventually.holds("no block is left", () -> gateway.keys().stream().noneMatch(FaultRunTest::isBlock));
        for (String key : gateway.keys()) {
            int number = numberOf(key);
            FaultCase plan = FaultCase.of(SEED, number);
            boolean inOrder = plan.end() == ClientEnd.BOTH_FIN || plan.moment() == FaultCase.Moment.IN_COMMIT;
            int count = plan.moment() == FaultCase.Moment.IN_COMMIT ? plan.size() : plan.point();
            if (!inOrder || !FaultStorage.isOneOf(gateway, key, List.of(plan.made(count)))) {
                report(number, "it was published after its end: " + FaultStorage.describe(gateway, key));
            }
        }
        long lost = IntStream.range(0, CASES)
                .mapToObj(number -> FaultCase.of(SEED, number))
                .filter(plan -> plan.isInBlocks() && plan.trouble().losesAnUpload())
                .count();
        long blocks = gateway.openUploads().stream()
                .filter(upload -> isBlock(upload.key()))
                .count();
        if (blocks > lost) {
            violations.add(
                    "left at the end: uploads of " + blocks + " blocks, of which " + lost + " may have been lost");
        }
        gateway.openUploads().stream()
                .filter(upload -> !isBlock(upload.key()))
                .filter(upload ->
                        !FaultCase.of(SEED, numberOf(upload.key())).trouble().losesAnUpload())
                .forEach(upload -> violations.add("left at the end: " + upload.key()));
    }

    private static boolean isBlock(String key) {
        return key.startsWith(".longshore-block/");
    }

    private static int numberOf(String key) {
        return Integer.parseInt(key.substring(key.indexOf('-') + 1));
    }

    private synchronized void count(FaultCase plan, FaultClient.Seen seen) {
        FaultCase.Trouble trouble = plan.trouble();
        String fault = trouble.fault() == Fault.NONE ? "none" : trouble.operation() + " " + trouble.fault();
        String moment = plan.end() == ClientEnd.NONE ? "moment none" : "moment " + plan.moment();
        for (String kind : List.of(
                "all",
                "verb " + plan.verb(),
                plan.isInBlocks() ? "blocks" : "no blocks",
                "client " + plan.end(),
                moment,
                "S3 " + fault)) {
            int[] count = counts.computeIfAbsent(kind, any -> new int[2]);
            count[0]++;
            count[1] += seen.reply() == 226 ? 1 : 0;
        }
    }

    private void report(int number, String what) {
        String violation = "case " + number + " [" + FaultCase.of(SEED, number) + "]: " + what
                + "; run it alone: -Dlongshore.faults.seed=" + SEED + " -Dlongshore.faults.only=" + number;
        violations.add(violation);
        System.out.println("Faults: " + violation);
    }
}

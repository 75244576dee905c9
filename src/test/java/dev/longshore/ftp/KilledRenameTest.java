package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.s3.Capability;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Gateways that are killed in the middle of the rename of a directory: from a random request on nothing of theirs reaches S3 any more.
 * Another gateway finishes it, by the same RNFR and RNTO or by its janitor. {@code -Dlongshore.kills.seed} and {@code .cases} choose.
 */
class KilledRenameTest {
    private static final long SEED = Long.getLong("longshore.kills.seed", 20_260_815L);
    private static final int CASES = Integer.getInteger("longshore.kills.cases", 20);
    private static final int AT_ONCE = 4;
    private static final int MOST_FILES = 60;
    private static final String JOURNALS = ".longshore-rename/";

    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> counts = new TreeMap<>(Map.of(
            "nothing was moved yet", new AtomicInteger(),
            "some of it was copied", new AtomicInteger(),
            "some of it was removed", new AtomicInteger(),
            "nothing was left to do", new AtomicInteger()));
    private final AtomicInteger byJanitor = new AtomicInteger();

    @Test
    void everyFileIsInOnePlaceAtTheEnd() throws Exception {
        System.out.printf("Killed renames: -Dlongshore.kills.seed=%d, %d cases%n", SEED, CASES);
        long from = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (TestS3 storage = TestS3.start()) {
            Map<String, String> capabilities = capabilities(storage);
            List<Callable<Void>> cases = IntStream.range(0, CASES)
                    .<Callable<Void>>mapToObj(number -> () -> {
                        run(storage, settings(capabilities, number), number);
                        return null;
                    })
                    .toList();
            for (Future<Void> each : threads.invokeAll(cases)) {
                each.get();
            }
            assertThat(storage.keys()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
        System.out.printf(
                "Killed renames: %s; %d finished by a janitor; %d violations in %d ms%n",
                counts, byJanitor.get(), violations.size(), (System.nanoTime() - from) / 1_000_000);
        assertThat(violations).as("cases of seed " + SEED).isEmpty();
    }

    private void run(TestS3 storage, Map<String, String> settings, int number) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        String prefix = prefix(number);
        Map<String, byte[]> content = fill(storage, prefix + "from/", random);
        // Looking, the journal, a HEAD and a copy for each, looking again, deleting, ending.
        int requests = 1 + random.nextInt(2 * content.size() + 14);
        kill(storage, settings, requests);
        count(storage, number, content.size());
        boolean janitor = random.nextBoolean();
        if (janitor) {
            finishByJanitor(storage, settings, prefix);
        }
        finishByNames(storage, settings, prefix);
        check(storage, number, content, requests + " requests, " + (janitor ? "janitor" : "names"));
    }

    private static void kill(TestS3 storage, Map<String, String> settings, int requests) {
        Map<String, String> impatient = new HashMap<>(settings);
        impatient.put("longshore.s3.timeout", "1s");
        TestGateway dying = TestGateway.before(storage, impatient);
        try (FtpDialogue client = dying.login()) {
            client.sends("RNFR from").gets(350);
            dying.proxy().cutAfter(requests);
            client.sends("RNTO to");
            client.control().getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            dying.proxy().cutAfter(0);
            dying.close();
        }
    }

    private void finishByJanitor(TestS3 storage, Map<String, String> settings, String prefix) {
        Map<String, String> sweeping = new HashMap<>(settings);
        sweeping.put("longshore.s3.janitor.enabled", "true");
        boolean begun = !below(storage, prefix + JOURNALS).isEmpty();
        try (TestGateway next = TestGateway.before(storage, sweeping)) {
            Eventually.holds(
                    "the janitor of " + next.port() + " has looked at renames",
                    Duration.ofMinutes(2),
                    () -> below(storage, prefix + JOURNALS).isEmpty());
        }
        if (begun) {
            byJanitor.incrementAndGet();
        }
    }

    /** Where nothing is left under the old name, a journal may be all that is: a janitor's task. */
    private void finishByNames(TestS3 storage, Map<String, String> settings, String prefix) {
        try (TestGateway next = TestGateway.before(storage, settings);
                FtpDialogue client = next.login()) {
            if (!below(storage, prefix + "from/").isEmpty()) {
                client.sends("RNFR from").gets(350).sends("RNTO to").gets(250);
            }
        }
        if (!below(storage, prefix + JOURNALS).isEmpty()) {
            finishByJanitor(storage, settings, prefix);
        }
    }

    private static Map<String, byte[]> fill(TestS3 storage, String prefix, SplittableRandom random) {
        Map<String, byte[]> content = new TreeMap<>();
        int files = 1 + random.nextInt(MOST_FILES);
        for (int i = 0; i < files; i++) {
            String name = (random.nextInt(3) == 0 ? "sub/" : "") + "file " + i;
            byte[] bytes = Bytes.random(random.nextInt(2000));
            content.put(name, bytes);
            storage.client()
                    .putObject(
                            request -> request.bucket(storage.bucket())
                                    .key(prefix + name)
                                    .contentType("text/csv")
                                    .metadata(Map.of("name", name)),
                            RequestBody.fromBytes(bytes));
        }
        return content;
    }

    private void count(TestS3 storage, int number, int files) {
        int old = below(storage, prefix(number) + "from/").size();
        int copied = below(storage, prefix(number) + "to/").size();
        String state = copied == 0
                ? "nothing was moved yet"
                : old == files
                        ? "some of it was copied"
                        : old > 0 ? "some of it was removed" : "nothing was left to do";
        counts.get(state).incrementAndGet();
    }

    private void check(TestS3 storage, int number, Map<String, byte[]> content, String what) {
        String prefix = prefix(number);
        List<String> keys = below(storage, prefix);
        List<String> expected =
                content.keySet().stream().map(name -> prefix + "to/" + name).toList();
        if (keys.size() != expected.size() || !keys.containsAll(expected)) {
            violations.add(number + " (" + what + "): " + keys + " instead of " + expected);
        }
        content.forEach((name, bytes) -> {
            String key = prefix + "to/" + name;
            if (!Arrays.equals(storage.get(key), bytes)) {
                violations.add(number + " (" + what + "): other bytes in " + key);
                return;
            }
            HeadObjectResponse head = storage.client()
                    .headObject(request -> request.bucket(storage.bucket()).key(key));
            if (!"text/csv".equals(head.contentType())
                    || !name.equals(head.metadata().get("name"))) {
                violations.add(number + " (" + what + "): other metadata of " + key);
            }
        });
        keys.forEach(key -> storage.client()
                .deleteObject(request -> request.bucket(storage.bucket()).key(key)));
    }

    private static List<String> below(TestS3 storage, String prefix) {
        return storage
                .client()
                .listObjectsV2(request -> request.bucket(storage.bucket()).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    private static String prefix(int number) {
        return "case-" + number + "/";
    }

    /** A gateway is alone with its prefix. */
    private static Map<String, String> settings(Map<String, String> capabilities, int number) {
        Map<String, String> settings = new HashMap<>(capabilities);
        settings.put("longshore.s3.prefix", prefix(number));
        settings.put("longshore.s3.janitor.older-than", "0s");
        return settings;
    }

    /** So that not every gateway finds them out again. */
    private static Map<String, String> capabilities(TestS3 storage) {
        Map<String, String> known = new HashMap<>();
        try (TestGateway gateway = TestGateway.before(storage, Map.of())) {
            for (Capability capability : Capability.values()) {
                known.put(
                        "longshore.s3.capabilities."
                                + capability.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        gateway.can(capability) ? "yes" : "no");
            }
        }
        return known;
    }
}

package dev.longshore.users.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import dev.longshore.users.otp.OneTimeCode.Use;
import dev.longshore.users.record.RecordPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A use is claimed once, and never again, however late somebody comes with it. */
class S3UsedCodesTest {
    private static final String SERIES = "0123456789abcdef";
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void theLastUseIsTold() {
        S3UsedCodes codes = codes();
        assertThat(codes.last("told", SERIES)).isEmpty();
        for (long progress : List.of(0L, 9L, 10L, 999_999L, 59_000_000L)) {
            Use use = new Use(progress, progress == 10 ? "00ff" : "");
            assertThat(codes.claim("told", SERIES, use)).isTrue();
            assertThat(codes.last("told", SERIES)).contains(use);
            assertThat(codes().last("told", SERIES)).contains(use);
        }
        assertThat(codes.last("told", SERIES + "0")).isEmpty();
        assertThat(codes.last("tol", SERIES)).isEmpty();
    }

    /** Its object is gone, because a later use has taken its place: it could be created again. */
    @Test
    void anOldUseIsNotClaimedAgain() {
        S3UsedCodes codes = codes();
        assertThat(codes.claim("old", SERIES, new Use(1, ""))).isTrue();
        assertThat(codes.claim("old", SERIES, new Use(1, ""))).isFalse();
        assertThat(codes.claim("old", SERIES, new Use(2, ""))).isTrue();
        assertThat(keys("old")).hasSize(1);
        assertThat(codes.claim("old", SERIES, new Use(1, ""))).isFalse();
        assertThat(codes.last("old", SERIES)).contains(new Use(2, ""));
        assertThat(codes.claim("old", SERIES, new Use(3, ""))).isTrue();
        assertThat(keys("old")).as("what the late one has left is removed").hasSize(1);
    }

    /** An S3 on a file system shows a file under another name for a moment, and somebody may have left something there. */
    @Test
    void whatIsNoUseMeansNothing() {
        S3UsedCodes codes = codes();
        String name = "9223372036794932276-e8f26aa4-1b36-4cdf-80a9-2b7f51af8d7d";
        gateway.put("codes/strange/" + SERIES + "/" + name, new byte[0]);
        gateway.put("codes/strange/" + SERIES + "/0 readme", new byte[0]);
        assertThat(codes.last("strange", SERIES)).isEmpty();
        assertThat(codes.claim("strange", SERIES, new Use(1, ""))).isTrue();
        assertThat(codes.claim("strange", SERIES, new Use(1, ""))).isFalse();
        assertThat(codes.last("strange", SERIES)).contains(new Use(1, ""));
    }

    /** What the last use was might lie behind them. */
    @Test
    void amongTooManyOfThemNothingIsClaimed() {
        for (int i = 0; i < 10; i++) {
            gateway.put("codes/lost/" + SERIES + "/0 readme " + i, new byte[0]);
        }
        assertThatThrownBy(() -> codes().claim("lost", SERIES, new Use(1, "")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no used codes");
    }

    @Test
    void oneOfManyClaimsIt() throws Exception {
        int threads = 16;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 5; round++) {
                Use use = new Use(round, "");
                CountDownLatch start = new CountDownLatch(threads);
                List<Future<Boolean>> claims = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    claims.add(executor.submit(() -> {
                        start.countDown();
                        start.await();
                        return codes().claim("many", SERIES, use);
                    }));
                }
                int won = 0;
                for (Future<Boolean> claim : claims) {
                    won += claim.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void whatCannotBeRemovedDoesNoHarm() {
        S3UsedCodes codes = codes();
        gateway.proxy().fail(S3Operation.DELETE_OBJECT, Fault.ERROR_500);
        assertThat(codes.claim("kept", SERIES, new Use(1, ""))).isTrue();
        assertThat(codes.claim("kept", SERIES, new Use(2, ""))).isTrue();
        assertThat(keys("kept")).hasSize(2);
        gateway.proxy().heal();
        assertThat(codes.claim("kept", SERIES, new Use(3, ""))).isTrue();
        assertThat(keys("kept")).hasSize(1);
    }

    @Test
    void noNameOfAUserLeadsElsewhere() {
        S3UsedCodes codes = codes();
        for (String name : List.of("..", "a/b", "ü", "a b", "", "x".repeat(2_000))) {
            assertThat(codes.claim(name, SERIES, new Use(1, ""))).as(name).isTrue();
        }
        assertThat(gateway.keys())
                .allMatch(key -> key.startsWith("codes/"))
                .filteredOn(key -> key.startsWith("codes/~"))
                .hasSize(6)
                .allMatch(key -> key.matches("codes/~[0-9a-f]{64}/" + SERIES + "/[0-9]{19}"));
    }

    @Test
    void allShareOneSecret() {
        byte[] secret = codes().secret();
        assertThat(secret).hasSizeGreaterThan(16);
        assertThat(codes().secret()).isEqualTo(secret);
    }

    private static List<String> keys(String user) {
        return gateway.keys().stream()
                .filter(key -> key.startsWith("codes/" + user + "/"))
                .toList();
    }

    private static S3UsedCodes codes() {
        return new S3UsedCodes(
                gateway.gateway().backend().smallObjects(), new RecordPlace(gateway.bucket(), "codes/"), () -> true);
    }
}

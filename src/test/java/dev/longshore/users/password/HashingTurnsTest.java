package dev.longshore.users.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparisons come in turns, within bounds, and nobody waits for ever. */
@Timeout(60)
class HashingTurnsTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final long LONG = Duration.ofSeconds(30).toNanos();
    private static final long SHORT = Duration.ofMillis(50).toNanos();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "16, 8"})
    void halfOfTheProcessorsCompare(int processors, int most) throws Exception {
        HashingTurns turns = new HashingTurns(processors, 64 * MEBIBYTE, LONG, 100);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(threads.submit(() -> turns.compare("", MEBIBYTE, () -> {
                seen.accumulateAndGet(now.incrementAndGet(), Math::max);
                busy(Duration.ofMillis(2));
                now.decrementAndGet();
                return true;
            })));
        }
        for (Future<Boolean> each : all) {
            assertThat(each.get()).isTrue();
        }
        assertThat(seen.get()).isLessThanOrEqualTo(most);
    }

    @Test
    void theMemoryOfAllIsBounded() throws Exception {
        HashingTurns turns = new HashingTurns(16, 64 * MEBIBYTE, LONG, 100);
        CopyOnWriteArrayList<Integer> begun = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            threads.submit(() -> turns.compare("", 32 * MEBIBYTE, () -> holdUntilTheEnd(begun, number)));
        }
        Eventually.holds("two have room", () -> begun.size() == 2);
        end.countDown();
        Eventually.holds("the third one has it then", () -> begun.size() == 3);
    }

    @Test
    void whoComesFirstIsServedFirst() throws Exception {
        HashingTurns turns = new HashingTurns(2, 64 * MEBIBYTE, LONG, 100);
        CopyOnWriteArrayList<Integer> order = new CopyOnWriteArrayList<>();
        List<Future<Boolean>> all = new ArrayList<>();
        List<Thread> waiting = new CopyOnWriteArrayList<>();
        all.add(threads.submit(() -> turns.compare("", 0, () -> holdUntilTheEnd(order, 0))));
        Eventually.holds("the first one compares", () -> order.size() == 1);
        for (int i = 1; i < 6; i++) {
            int number = i;
            all.add(threads.submit(() -> {
                waiting.add(Thread.currentThread());
                return turns.compare("", 0, () -> order.add(number));
            }));
            Eventually.holds(
                    "number " + number + " waits",
                    () -> waiting.size() == number && waiting.get(number - 1).getState() == Thread.State.TIMED_WAITING);
        }
        end.countDown();
        for (Future<Boolean> each : all) {
            each.get();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void whoWaitsTooLongIsToldSo() {
        HashingTurns turns = new HashingTurns(2, 64 * MEBIBYTE, SHORT, 100);
        CopyOnWriteArrayList<Integer> begun = new CopyOnWriteArrayList<>();
        threads.submit(() -> turns.compare("", 0, () -> holdUntilTheEnd(begun, 0)));
        Eventually.holds("the first one compares", () -> begun.size() == 1);
        assertBusy(turns);
        end.countDown();
        Eventually.holds("the turn is free again", () -> compares(turns));
    }

    @Test
    void oneTooManyDoesNotWaitAtAll() {
        HashingTurns turns = new HashingTurns(2, 64 * MEBIBYTE, LONG, 0);
        CopyOnWriteArrayList<Integer> begun = new CopyOnWriteArrayList<>();
        threads.submit(() -> turns.compare("", 0, () -> holdUntilTheEnd(begun, 0)));
        Eventually.holds("the first one compares", () -> begun.size() == 1);
        assertBusy(turns);
    }

    @Test
    void aComparisonThatFailsGivesItsTurnBack() {
        HashingTurns turns = new HashingTurns(2, 64 * MEBIBYTE, LONG, 0);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turns.compare("", 64 * MEBIBYTE, () -> {
                        throw new IllegalStateException("broken");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(turns.compare("", 64 * MEBIBYTE, () -> true)).isTrue();
    }

    /** On two processors one compares at a time, for a fifth of the time: a tenth of both. */
    @Test
    void wrongOnesTakeATenthOfTheProcessors() {
        HashingTurns turns = new HashingTurns(2, 64 * MEBIBYTE, LONG, 0);
        assertThat(timeOfTen(turns, false)).isGreaterThan(Duration.ofMillis(9 * 50));
    }

    @Test
    void rightOnesDoNotWaitForRightOnes() {
        HashingTurns turns = new HashingTurns(1, 64 * MEBIBYTE, LONG, 0);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            times.add(timeOfTen(turns, true));
        }
        assertThat(times).anyMatch(time -> time.compareTo(Duration.ofMillis(200)) < 0);
    }

    /** Each takes ten milliseconds. */
    private static Duration timeOfTen(HashingTurns turns, boolean right) {
        long begin = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            turns.compare("", 0, () -> {
                busy(Duration.ofMillis(10));
                return right;
            });
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static boolean compares(HashingTurns turns) {
        try {
            return turns.compare("", 0, () -> true);
        } catch (Failure e) {
            return false;
        }
    }

    private static void assertBusy(HashingTurns turns) {
        assertThatThrownBy(() -> turns.compare("", 0, () -> true))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.LOGINS_BUSY));
    }

    private static void busy(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private boolean holdUntilTheEnd(List<Integer> begun, int number) {
        begun.add(number);
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}

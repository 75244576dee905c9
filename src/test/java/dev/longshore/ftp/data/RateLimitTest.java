package dev.longshore.ftp.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longshore.failure.Failure;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates are exact, shares are fair, and who stops waiting leaves nothing behind. The clock goes as the test wants. */
class RateLimitTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private long now;

    @AfterEach
    void wake() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @CsvSource({"1024, 0", "10000, 0", "1000000, 0", "1000000, 3", "100000000, 1", "10000000000, 0"})
    void isExactOverTenSeconds(long rate, int oversleptMillis) {
        RateLimit limit = limit(rate);
        double moved = 0;
        while (now < 10 * SECOND) {
            long wait = limit.take(limit.quantum());
            if (wait > 0) {
                now += wait + TimeUnit.MILLISECONDS.toNanos(oversleptMillis);
            }
            moved += limit.quantum();
        }
        assertThat(moved / (now / (double) SECOND)).isCloseTo(rate, within(rate * 0.05));
    }

    /** Many small files one after another are no way around a limit. */
    @Test
    void aNewTransferBringsNoFreeBytes() {
        Bandwidth bandwidth = new Bandwidth(Bandwidth.Rates.NONE, () -> now);
        Bandwidth.Rates rates = new Bandwidth.Rates(OptionalLong.of(1_000_000), OptionalLong.empty());
        RateLimit limit = limit(1_000_000);
        assertThat(limit.take(limit.quantum())).isEqualTo(SECOND / 50);
        try (Bandwidth.Share share = bandwidth.share("alice", rates)) {
            assertThat(share.upload().limits()).isTrue();
            assertThat(share.download().limits()).isFalse();
        }
    }

    @Test
    void anIdleLimitSavesNoMoreThanATenthOfASecond() {
        RateLimit limit = limit(1_000_000);
        now += 60 * SECOND;
        long free = IntStream.range(0, 1000).filter(i -> limit.take(1_000) <= 0).count();
        assertThat(free * 1_000).isBetween(90_000L, 110_000L);
    }

    @Test
    void everybodyGetsATurnInTheOrderOfAsking() {
        RateLimit limit = limit(500_000);
        long[] waits = IntStream.range(0, 4).mapToLong(i -> limit.take(10_000)).toArray();
        assertThat(waits).containsExactly(SECOND / 50, SECOND / 25, SECOND * 3 / 50, SECOND * 2 / 25);
    }

    @Test
    void whatWasNotUsedIsThereForOthers() {
        RateLimit limit = limit(1_000_000);
        Throttle throttle = new Throttle(List.of(limit));
        now += SECOND;
        int allowed = throttle.await(Integer.MAX_VALUE);
        throttle.moved(1);
        throttle.close();
        long waits = limit.take(100_000 - 1);
        assertThat(allowed).isEqualTo(20_000);
        assertThat(waits).isCloseTo(0, within(1_000L));
    }

    @Test
    void anInterruptedTransferHoldsNothing() {
        RateLimit own = limit(1_000);
        RateLimit all = limit(1_000_000);
        Throttle throttle = new Throttle(List.of(own, all));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> throttle.await(1)).isInstanceOf(Failure.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(own.take(1_000)).isEqualTo(SECOND);
        assertThat(all.take(1_000_000)).isEqualTo(SECOND);
    }

    @Test
    void theQuantumIsTheSmallestOfAllLimits() {
        Throttle throttle = new Throttle(List.of(limit(1_000_000_000), limit(1_000_000)));
        now += SECOND;
        assertThat(throttle.await(Integer.MAX_VALUE)).isEqualTo(20_000);
        assertThat(throttle.await(7)).isEqualTo(7);
        throttle.moved(20_000);
    }

    @Test
    void aUserIsForgottenWithTheLastTransfer() {
        Bandwidth bandwidth = new Bandwidth(Bandwidth.Rates.NONE, () -> now);
        Bandwidth.Rates rates = new Bandwidth.Rates(OptionalLong.of(1_000), OptionalLong.of(1_000));
        Bandwidth.Share first = bandwidth.share("alice", rates);
        Bandwidth.Share second = bandwidth.share("alice", rates);
        bandwidth.share("bob", Bandwidth.Rates.NONE);
        first.close();
        first.close();
        assertThat(bandwidth.users()).isEqualTo(1);
        second.close();
        assertThat(bandwidth.users()).isZero();
    }

    private RateLimit limit(long rate) {
        return new RateLimit(rate, () -> now);
    }
}

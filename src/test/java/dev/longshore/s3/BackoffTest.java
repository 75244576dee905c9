package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Full jitter: any pause from none to a bound that doubles. */
class BackoffTest {
    private static final Backoff BACKOFF =
            new Backoff(6, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({"1, 50", "2, 100", "3, 200", "6, 1600", "7, 2000", "1000, 2000"})
    void pausesAreSpreadOverTheWholeRange(int number, long boundMillis) {
        Random random = new Random(number);
        LongStream pauses = LongStream.range(0, 2_000)
                .map(i -> BACKOFF.pause(number, random).toNanos());
        long bound = Duration.ofMillis(boundMillis).toNanos();
        var seen = pauses.summaryStatistics();
        assertThat(seen.getMin()).isBetween(0L, bound / 50);
        assertThat(seen.getMax()).isBetween(bound / 50 * 49, bound);
        assertThat(seen.getAverage()).isBetween(bound * 0.45, bound * 0.55);
    }

    @Test
    void noPauseIsLongerThanTheLongest() {
        assertThat(BACKOFF.pause(Integer.MAX_VALUE, new Random(1))).isLessThanOrEqualTo(BACKOFF.longest());
    }
}

package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether S3 or the client holds a download up, and how far S3 is. */
class StreamPaceTest {
    private static final int MIB = 1024 * 1024;
    private static final long MILLI = 1_000_000;
    private final StreamPace pace = new StreamPace();
    private long now;

    @Test
    void aStreamThatTheClientWaitsForIsTheBottleneck() {
        for (int window = 0; window < 3; window++) {
            for (int i = 0; i < 7; i++) {
                assertThat(reads(MIB, 10, 2)).isFalse();
            }
            assertThat(reads(MIB, 10, 2)).as("at the end of window %d", window).isTrue();
        }
    }

    @Test
    void aClientThatS3WaitsForIsTheBottleneck() {
        for (int i = 0; i < 100; i++) {
            assertThat(reads(MIB, 2, 10)).isFalse();
        }
    }

    @Test
    void eachWindowIsAnother() {
        for (int i = 0; i < 8; i++) {
            assertThat(reads(MIB, 2, 10)).isFalse();
        }
        for (int i = 0; i < 7; i++) {
            assertThat(reads(MIB, 10, 2)).isFalse();
        }
        assertThat(reads(MIB, 10, 2)).isTrue();
    }

    @Test
    void theTimeToTheFirstByteIsAMovingFigure() {
        FirstByteTime time = new FirstByteTime();
        assertThat(time.typical()).isZero();
        time.saw(500);
        assertThat(time.typical()).as("the first one connects").isZero();
        time.saw(80);
        assertThat(time.typical()).isEqualTo(80);
        time.saw(8);
        assertThat(time.typical()).as("a faster one counts in full").isEqualTo(8);
        time.saw(88);
        assertThat(time.typical()).as("a slower one counts an eighth").isEqualTo(18);
        for (int i = 0; i < 100; i++) {
            time.saw(1_000);
        }
        assertThat(time.typical()).isBetween(980L, 1_000L);
    }

    @Test
    void aFastStreamIsLeftAlone() {
        for (int i = 0; i < 100; i++) {
            assertThat(reads(MIB, 4, 1)).isFalse();
        }
    }

    /** Times are in milliseconds. */
    private boolean reads(int count, long waits, long clientTakes) {
        boolean slow = pace.saw(count, now, now + waits * MILLI);
        now += (waits + clientTakes) * MILLI;
        return slow;
    }
}

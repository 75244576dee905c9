package dev.longshore.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Some at once, and then so many a second. */
class LookupRateTest {
    @Test
    void boundsABurstAndARate() {
        AtomicLong now = new AtomicLong();
        LookupRate rate = new LookupRate(10, 5, now::get);
        assertThat(permitted(rate, 100)).isEqualTo(10);
        now.addAndGet(1_000_000_000L);
        assertThat(permitted(rate, 100)).isEqualTo(5);
        now.addAndGet(3_600_000_000_000L);
        assertThat(permitted(rate, 100)).isEqualTo(10);
    }

    private static int permitted(LookupRate rate, int asked) {
        int permitted = 0;
        for (int i = 0; i < asked; i++) {
            permitted += rate.permits() ? 1 : 0;
        }
        return permitted;
    }
}

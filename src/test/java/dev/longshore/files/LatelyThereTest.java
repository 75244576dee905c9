package dev.longshore.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Directories that were emptied lately are there for a while, and no more of them than there is room for. */
class LatelyThereTest {
    private long now = Long.MAX_VALUE - 1;
    private final LatelyThere lately = new LatelyThere(() -> now);

    @Test
    void knowsWhatWasThereForAWhile() {
        lately.add("b", "a/");
        assertThat(lately.contains("b", "a/")).isTrue();
        assertThat(lately.contains("c", "a/")).isFalse();
        assertThat(lately.contains("b", "a/b/")).isFalse();
        pass(LatelyThere.KEPT.minusNanos(1));
        assertThat(lately.contains("b", "a/")).isTrue();
        pass(Duration.ofNanos(1));
        assertThat(lately.contains("b", "a/")).isFalse();
    }

    @Test
    void forgetsWhatWasRemoved() {
        lately.add("b", "a/");
        lately.remove("b", "a/");
        assertThat(lately.contains("b", "a/")).isFalse();
    }

    @Test
    void theOldestGoesFirst() {
        lately.add("b", "first/");
        lately.add("b", "second/");
        lately.add("b", "first/");
        for (int i = 0; i < LatelyThere.MOST - 1; i++) {
            lately.add("b", i + "/");
        }
        assertThat(lately.contains("b", "first/")).isTrue();
        assertThat(lately.contains("b", "second/")).isFalse();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}

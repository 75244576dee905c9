package dev.longshore.users.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An unknown user costs what the last one with a hash did, and no password is right for nobody. */
class NobodysPasswordTest {
    private static final int TRIES = 15;

    /** A comparison with clear text costs a thousandth. The series are measured in turns, so that other load hits all of them. */
    private static final int FACTOR = 4;

    private final PasswordCheck check = new PasswordCheck();
    private final Optional<StoredPassword> stored = Optional.of(StoredPassword.read("", NewHash.of("secret")));

    @Test
    void anUnknownUserCostsAComparisonWithAHash() {
        assertThat(check.admits(stored, true, "secret")).isTrue();
        List<Long> wrong = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        List<Long> barred = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            wrong.add(nanos(() -> check.admits(stored, true, "wrong")));
            unknown.add(nanos(() -> check.admits(Optional.empty(), false, "secret")));
            barred.add(nanos(() -> check.admits(stored, false, "secret")));
        }
        assertThat(median(unknown)).isBetween(median(wrong) / FACTOR, median(wrong) * FACTOR);
        assertThat(median(barred)).isBetween(median(wrong) / FACTOR, median(wrong) * FACTOR);
    }

    @Test
    void nobodyHasAPassword() {
        assertThat(check.admits(Optional.empty(), true, "")).isFalse();
        assertThat(check.admits(stored, false, "secret")).isFalse();
        assertThat(check.admits(Optional.empty(), true, "secret")).isFalse();
    }

    private static long nanos(Runnable comparison) {
        long begin = System.nanoTime();
        comparison.run();
        return System.nanoTime() - begin;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(TRIES / 2).findFirst().orElseThrow();
    }
}

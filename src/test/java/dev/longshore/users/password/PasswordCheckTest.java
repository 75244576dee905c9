package dev.longshore.users.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who comes in, and what each answer costs. */
class PasswordCheckTest {
    private static final StoredPassword HASHED = StoredPassword.read(
            "password",
            "$argon2id$v=19$m=4096,t=1,p=1$boTKPkfJfOzXobwrKIL6UQ$jK+VfXi+yduX5eCO/PSmETNeShpl3Qmea42DvZdiG6k");
    private static final StoredPassword OTHER = StoredPassword.read(
            "password",
            "$argon2id$v=19$m=19456,t=2,p=1$SvcYvwv3MPQFamV5JAnMFg$647S61enfudiht0G9OeMc2b4LRwq+kLMfl28qN5Uja4");
    private static final StoredPassword CLEAR = StoredPassword.clear("secret");

    private final RememberedPasswords remembered = new RememberedPasswords(Duration.ofMinutes(5));
    private final PasswordCheck check =
            new PasswordCheck(remembered, new HashingTurns(2, 64 << 20, 30_000_000_000L, 10));

    @Test
    void admitsTheRightPasswordOnly() {
        for (StoredPassword stored : List.of(HASHED, OTHER, CLEAR)) {
            for (int i = 0; i < 2; i++) {
                assertThat(admits("alice", stored, true, "secret")).isTrue();
                assertThat(admits("alice", stored, true, "wrong")).isFalse();
                assertThat(admits("alice", stored, false, "secret")).isFalse();
                assertThat(check.admits("nobody", "", Optional.empty(), true, "secret"))
                        .isFalse();
            }
        }
    }

    /** Nobody who may not come in shall be told by time that the password is right. */
    @Test
    void remembersOnlyWhoCameIn() {
        admits("alice", HASHED, false, "secret");
        admits("alice", HASHED, true, "wrong");
        admits("alice", CLEAR, true, "secret");
        check.admits("nobody", "", Optional.empty(), true, "secret");
        assertThat(remembered.size()).isZero();
        admits("alice", HASHED, true, "secret");
        assertThat(remembered.size()).isEqualTo(1);
    }

    @Test
    void aRememberedPasswordOfAChangedRecordIsWrong() {
        assertThat(admits("alice", HASHED, true, "secret")).isTrue();
        StoredPassword changed = StoredPassword.read("password", NewHash.of("other"));
        assertThat(admits("alice", changed, true, "secret")).isFalse();
        assertThat(admits("alice", changed, true, "other")).isTrue();
    }

    @Test
    void aRememberedPasswordCostsHardlyAnything() {
        admits("alice", OTHER, true, "secret");
        assertThat(median(() -> admits("alice", OTHER, true, "secret"))).isLessThan(Duration.ofNanos(500_000));
        assertThat(median(() -> admits("alice", OTHER, true, "wrong"))).isGreaterThan(Duration.ofMillis(5));
        assertThat(median(() -> admits("alice", OTHER, false, "secret"))).isGreaterThan(Duration.ofMillis(5));
        assertThat(median(() -> check.admits("nobody", "", Optional.empty(), true, "secret")))
                .isGreaterThan(Duration.ofMillis(5));
    }

    @Test
    void anUnknownUserCostsWhatMostUsersDo() {
        CommonForm common = new CommonForm();
        assertThat(common.decoy().form()).isEqualTo("argon2id m=19456,t=2,p=1");
        common.saw("a", CLEAR);
        assertThat(common.decoy().form()).isEqualTo("clear text");
        common.saw("b", HASHED);
        common.saw("c", HASHED);
        for (int i = 0; i < 10; i++) {
            common.saw("a", CLEAR);
        }
        assertThat(common.decoy().form()).isEqualTo(HASHED.form());
        common.saw("b", CLEAR);
        assertThat(common.decoy().form()).isEqualTo("clear text");
        common.saw("b", OTHER);
        common.saw("a", OTHER);
        assertThat(common.decoy().form()).isEqualTo(OTHER.form());
    }

    @Test
    void onlyTheUsersSeenLastCount() {
        CommonForm common = new CommonForm();
        for (int i = 0; i < 10_000; i++) {
            common.saw("old-" + i, HASHED);
        }
        for (int i = 0; i < 5_001; i++) {
            common.saw("new-" + i, CLEAR);
        }
        assertThat(common.decoy().form()).isEqualTo("clear text");
    }

    private boolean admits(String user, StoredPassword stored, boolean admitted, String password) {
        return check.admits(user, "", Optional.of(stored), admitted, password);
    }

    private static Duration median(Runnable work) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            long begin = System.nanoTime();
            work.run();
            times.add(System.nanoTime() - begin);
        }
        Collections.sort(times);
        return Duration.ofNanos(times.get(times.size() / 2));
    }
}

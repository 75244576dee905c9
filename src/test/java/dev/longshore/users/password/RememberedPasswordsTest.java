package dev.longshore.users.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What was right is remembered for a while, for that user, record and password alone. */
class RememberedPasswordsTest {
    private static final String SALTED =
            "$pbkdf2-sha256$1$SslZi5Fybg3hXIvRWgvB2A$ydd8GOETWDWSnsgp2nM2z0PEW2F1eU/m2PRf04fOmnY";
    private static final StoredPassword STORED = StoredPassword.read("password", SALTED);
    private static final StoredPassword CHANGED = StoredPassword.read("password", SALTED.replace("ydd8", "zdd8"));

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final RememberedPasswords remembered = new RememberedPasswords(Duration.ofSeconds(1), 3, now::get);

    @Test
    void knowsWhatItWasTold() {
        assertThat(remembered.has("alice", STORED, "secret")).isFalse();
        remembered.add("alice", STORED, "secret");
        assertThat(remembered.has("alice", STORED, "secret")).isTrue();
        assertThat(remembered.has("alice", STORED, "secreT")).isFalse();
        assertThat(remembered.has("alice", STORED, "")).isFalse();
        assertThat(remembered.has("bob", STORED, "secret")).isFalse();
        assertThat(remembered.has("alices", STORED, "ecret")).isFalse();
        assertThat(remembered.has("alice", CHANGED, "secret")).isFalse();
    }

    /** Also where the clock of the JDK begins again at the least number. */
    @Test
    void forgetsAfterItsTimeHoweverOftenItIsAsked() {
        remembered.add("alice", STORED, "secret");
        for (int i = 0; i < 10; i++) {
            assertThat(remembered.has("alice", STORED, "secret")).isTrue();
            now.addAndGet(100_000_000);
        }
        assertThat(remembered.has("alice", STORED, "secret")).isFalse();
        remembered.add("bob", STORED, "secret");
        assertThat(remembered.size()).isEqualTo(1);
    }

    @Test
    void isBoundedAndForgetsTheOldest() {
        for (String user : new String[] {"a", "b", "a", "c", "d"}) {
            remembered.add(user, STORED, "secret");
            now.incrementAndGet();
        }
        assertThat(remembered.size()).isEqualTo(3);
        assertThat(remembered.has("b", STORED, "secret")).isFalse();
        assertThat(remembered.has("a", STORED, "secret")).isTrue();
    }

    @Test
    void remembersNothingForNoTime() {
        RememberedPasswords never = new RememberedPasswords(Duration.ZERO);
        never.add("alice", STORED, "secret");
        assertThat(never.has("alice", STORED, "secret")).isFalse();
        assertThat(never.size()).isZero();
    }
}

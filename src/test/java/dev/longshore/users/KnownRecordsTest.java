package dev.longshore.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.Mount;
import dev.longshore.files.UserTree;
import dev.longshore.files.VirtualPath;
import dev.longshore.testing.LogLines;
import dev.longshore.users.password.StoredPassword;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A store that is down serves whom it knew before, for a while, and says nothing of others. */
class KnownRecordsTest {
    private static final UserRecord ALICE = UserRecord.of(
            "alice", StoredPassword.clear("secret"), UserTree.of(new Mount(VirtualPath.ROOT, "bucket", "")));

    private final AtomicLong now = new AtomicLong();
    private boolean down;
    private boolean removed;
    private final KnownRecords store =
            new KnownRecords(this::find, Duration.ofMinutes(10), new StoreHealth("test"), now::get);

    @Test
    void knownRecordsServeForTheTimeOfGrace() {
        assertThat(store.find("alice")).contains(ALICE);
        down = true;
        wait(Duration.ofMinutes(9));
        assertThat(store.find("alice")).contains(ALICE);
        wait(Duration.ofMinutes(1));
        assertDown("alice");
    }

    @Test
    void whatAnOutageServesIsNotRenewedByIt() {
        store.find("alice");
        down = true;
        for (int minute = 1; minute < 10; minute++) {
            wait(Duration.ofMinutes(1));
            assertThat(store.find("alice")).isPresent();
        }
        wait(Duration.ofMinutes(1));
        assertDown("alice");
    }

    @Test
    void ofOthersNothingIsSaid() {
        assertThat(store.find("nobody")).isEmpty();
        down = true;
        assertDown("alice");
        assertDown("nobody");
    }

    @Test
    void whoWasRemovedIsNotKnown() {
        store.find("alice");
        removed = true;
        assertThat(store.find("alice")).isEmpty();
        down = true;
        assertDown("alice");
    }

    @Test
    void theLogSaysOnceThatItIsDownAndOnceThatItIsBack() {
        try (LogLines log = LogLines.of(StoreHealth.class)) {
            store.find("alice");
            assertThat(log.all()).isEmpty();
            down = true;
            store.find("alice");
            store.find("alice");
            assertDown("nobody");
            assertThat(log.all()).hasSize(1).first().asString().contains("cannot be read", "no route");
            down = false;
            store.find("nobody");
            store.find("alice");
            assertThat(log.all()).hasSize(2).last().asString().contains("can be read again");
        }
    }

    private Optional<UserRecord> find(String name) {
        if (down) {
            throw new IllegalStateException("no route");
        }
        return Optional.of(ALICE).filter(alice -> !removed && alice.name().equals(name));
    }

    private void wait(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void assertDown(String name) {
        assertThatThrownBy(() -> store.find(name))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.USER_STORE_DOWN));
    }
}

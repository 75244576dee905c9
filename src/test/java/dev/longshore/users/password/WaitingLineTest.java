package dev.longshore.users.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits gets a turn, from each address as many, or is told that there is none. */
@Timeout(60)
class WaitingLineTest {
    private static final long LONG = Duration.ofMinutes(1).toNanos();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> order = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void turnsGoAroundTheAddresses() throws Exception {
        WaitingLine<String> line = lineWithoutTurn(10);
        List<Future<Boolean>> all = List.of(
                waits(line, "a", "a1"),
                waits(line, "a", "a2"),
                waits(line, "a", "a3"),
                waits(line, "b", "b1"),
                waits(line, "c", "c1"),
                waits(line, "c", "c2"));
        line.give("turn");
        for (Future<Boolean> each : all) {
            assertThat(each.get()).isTrue();
        }
        assertThat(order).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
        assertThat(line.take("d", System.nanoTime())).contains("turn");
    }

    @Test
    void theAddressWithMostOfThemMakesRoom() throws Exception {
        WaitingLine<String> line = lineWithoutTurn(2);
        Future<Boolean> first = waits(line, "a", "a1");
        Future<Boolean> second = waits(line, "a", "a2");
        assertThat(take(line, "a")).as("another one from there").isEmpty();
        Future<Boolean> other = threads.submit(() -> uses(line, "b", "b1"));
        assertThat(second.get()).as("the last one from there").isFalse();
        assertThat(take(line, "c")).as("one beyond the shares").isEmpty();
        line.give("turn");
        assertThat(first.get()).isTrue();
        assertThat(other.get()).isTrue();
        assertThat(order).containsExactly("a1", "b1");
    }

    @Test
    void whoGoesAwayTakesNoTurnAlong() throws Exception {
        WaitingLine<String> line = lineWithoutTurn(10);
        waits(line, "a", "a1").cancel(true);
        Eventually.holds("nobody waits", () -> line.waiting() == 0);
        assertThat(line.take("a", System.nanoTime())).as("too late").isEmpty();
        assertThat(line.waiting()).isZero();
        line.give("turn");
        assertThat(take(line, "a")).contains("turn");
    }

    private static WaitingLine<String> lineWithoutTurn(int most) throws InterruptedException {
        WaitingLine<String> line = new WaitingLine<>(most, List.of("turn"));
        assertThat(take(line, "")).contains("turn");
        return line;
    }

    private static Optional<String> take(WaitingLine<String> line, String address) throws InterruptedException {
        return line.take(address, System.nanoTime() + LONG);
    }

    /** Returns when that one waits. */
    private Future<Boolean> waits(WaitingLine<String> line, String address, String name) {
        int before = line.waiting();
        Future<Boolean> waiting = threads.submit(() -> uses(line, address, name));
        Eventually.holds(name + " waits", () -> line.waiting() == before + 1);
        return waiting;
    }

    /** True when it got its turn, which it gave back. */
    private boolean uses(WaitingLine<String> line, String address, String name) throws InterruptedException {
        Optional<String> turn = take(line, address);
        turn.ifPresent(mine -> {
            order.add(name);
            line.give(mine);
        });
        return turn.isPresent();
    }
}

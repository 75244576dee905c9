package dev.longshore.users.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.users.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How many sessions a user has. */
class SeatsTest {
    private static final Origin HERE = new Origin("192.0.2.7");
    private static final Origin THERE = new Origin("192.0.2.8");

    private final Seats seats = new Seats();

    @Test
    void theOneTooManyGetsNone() {
        Seat first = seats.take("alice", HERE, 2, 0).orElseThrow();
        seats.take("alice", THERE, 2, 0).orElseThrow();
        assertThat(seats.take("alice", HERE, 2, 0)).isEmpty();
        assertThat(seats.take("bob", HERE, 2, 0)).isPresent();
        first.leave();
        assertThat(seats.take("alice", HERE, 2, 0)).isPresent();
    }

    @Test
    void addressesAreCountedByThemselves() {
        seats.take("alice", HERE, 0, 1).orElseThrow();
        assertThat(seats.take("alice", HERE, 0, 1)).isEmpty();
        assertThat(seats.take("alice", THERE, 0, 1)).isPresent();
    }

    @Test
    void zeroIsNoLimit() {
        for (int i = 0; i < 1000; i++) {
            seats.take("alice", HERE, 0, 0).orElseThrow();
        }
        assertThat(seats.count("alice", null)).isEqualTo(1000);
    }

    @Test
    void aSeatIsLeftOnce() {
        Seat seat = seats.take("alice", HERE, 0, 0).orElseThrow();
        seats.take("alice", HERE, 0, 0).orElseThrow();
        seat.leave();
        seat.leave();
        assertThat(seats.count("alice", null)).isEqualTo(1);
        assertThat(seats.count("alice", HERE)).isEqualTo(1);
    }

    @Test
    void nothingIsKeptOfThoseWhoLeft() {
        for (int user = 0; user < 1000; user++) {
            seats.take("user" + user, HERE, 1, 1).orElseThrow().leave();
        }
        assertThat(seats.counts()).isEmpty();
    }

    @Test
    void whoeverIsRefusedByOthersTakesNone() {
        seats.shareWith(new SharedSeats() {
            @Override
            public boolean take(String user, Origin origin, int mine, int mineThere, int most, int mostThere) {
                return false;
            }

            @Override
            public void changed(String user, Origin origin) {
                throw new AssertionError("nobody has left");
            }
        });
        assertThat(seats.take("alice", HERE, 5, 0)).isEmpty();
        assertThat(seats.counts()).isEmpty();
        assertThat(seats.take("alice", HERE, 0, 0)).as("without a limit").isPresent();
    }

    @Test
    void comingAndGoingAtOnceIsCountedExactly() throws Exception {
        int threads = 16;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(threads);
        List<Future<Integer>> most = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            most.add(executor.submit(() -> {
                start.countDown();
                int seen = 0;
                for (int i = 0; i < 2000; i++) {
                    Optional<Seat> seat = seats.take("alice", HERE, 10, 10);
                    seen = Math.max(seen, seats.count("alice", null));
                    seat.ifPresent(Seat::leave);
                }
                return seen;
            }));
        }
        for (Future<Integer> seen : most) {
            assertThat(seen.get(60, TimeUnit.SECONDS)).isBetween(0, 10);
        }
        executor.shutdown();
        assertThat(seats.counts()).isEmpty();
    }
}

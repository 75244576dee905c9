package dev.longshore.ftp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
    private static final InetAddress ALICE = address(1);
    private static final InetAddress BOB = address(2);

    @Test
    void refusesTheOneTooMany() {
        ConnectionLimits limits = new ConnectionLimits(2, 2);
        assertThat(limits.enter(ALICE)).isTrue();
        assertThat(limits.enter(BOB)).isTrue();
        assertThat(limits.enter(BOB)).isFalse();
        assertThat(limits.open()).isEqualTo(2);
    }

    @Test
    void refusesTheOneTooManyOfAnAddress() {
        ConnectionLimits limits = new ConnectionLimits(10, 2);
        assertThat(limits.enter(ALICE)).isTrue();
        assertThat(limits.enter(ALICE)).isTrue();
        assertThat(limits.enter(ALICE)).isFalse();
        assertThat(limits.enter(BOB)).isTrue();
        assertThat(limits.open()).isEqualTo(3);
    }

    @Test
    void aPlaceThatIsLeftCanBeTaken() {
        ConnectionLimits limits = new ConnectionLimits(2, 1);
        assertThat(limits.enter(ALICE)).isTrue();
        assertThat(limits.enter(ALICE)).isFalse();
        limits.leave(ALICE);
        assertThat(limits.open()).isZero();
        assertThat(limits.enter(ALICE)).isTrue();
        assertThat(limits.enter(BOB)).isTrue();
        limits.leave(ALICE);
        assertThat(limits.enter(BOB)).isFalse();
        assertThat(limits.enter(ALICE)).isTrue();
    }

    @Test
    void countsRightWhenManyComeAtOnce() throws Exception {
        int threads = 8;
        ConnectionLimits limits = new ConnectionLimits(1_000_000, 100);
        assertThat(entered(limits, threads, 1_000)).isEqualTo(200);
        assertThat(limits.open()).isEqualTo(200);
        ConnectionLimits all = new ConnectionLimits(100, 1_000_000);
        assertThat(entered(all, threads, 1_000)).isEqualTo(100);
        assertThat(all.open()).isEqualTo(100);
    }

    @Test
    void isEmptyWhenAllHaveLeft() throws Exception {
        ConnectionLimits limits = new ConnectionLimits(5, 3);
        List<Callable<Integer>> visitors = new ArrayList<>();
        for (InetAddress address : List.of(ALICE, BOB, ALICE, BOB)) {
            visitors.add(() -> {
                for (int i = 0; i < 5_000; i++) {
                    if (limits.enter(address)) {
                        limits.leave(address);
                    }
                }
                return 0;
            });
        }
        together(visitors);
        assertThat(limits.open()).isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(limits.enter(ALICE)).isTrue();
        }
        assertThat(limits.enter(ALICE)).isFalse();
    }

    /** How many of {@code threads * tries} connections, half of them from each address, entered. */
    private static int entered(ConnectionLimits limits, int threads, int tries) throws Exception {
        List<Callable<Integer>> visitors = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            InetAddress address = thread % 2 == 0 ? ALICE : BOB;
            visitors.add(() -> {
                int entered = 0;
                for (int i = 0; i < tries; i++) {
                    entered += limits.enter(address) ? 1 : 0;
                }
                return entered;
            });
        }
        return together(visitors);
    }

    private static int together(List<Callable<Integer>> visitors) throws ExecutionException, InterruptedException {
        CyclicBarrier start = new CyclicBarrier(visitors.size());
        ExecutorService executor = Executors.newFixedThreadPool(visitors.size());
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (Callable<Integer> visitor : visitors) {
                results.add(executor.submit(() -> {
                    start.await();
                    return visitor.call();
                }));
            }
            int sum = 0;
            for (Future<Integer> result : results) {
                sum += result.get();
            }
            return sum;
        } finally {
            executor.shutdownNow();
        }
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}

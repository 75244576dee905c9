package dev.longshore.ftp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One place and two who come in the same moment, again and again: a check that is apart from its count lets two in. */
class ConnectionLimitsRaceTest {
    private static final int ROUNDS = 100_000;
    private static final int VISITORS = 2;

    @Test
    void onePlaceIsTakenOnce() throws Exception {
        InetAddress client = InetAddress.getLoopbackAddress();
        AtomicInteger[] entered = new AtomicInteger[ROUNDS];
        ConnectionLimits[] limits = new ConnectionLimits[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            entered[i] = new AtomicInteger();
            limits[i] = new ConnectionLimits(1, 1_000);
        }
        AtomicInteger arrived = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(VISITORS);
        try {
            List<Future<?>> visitors = new ArrayList<>();
            for (int visitor = 0; visitor < VISITORS; visitor++) {
                visitors.add(executor.submit(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        arrived.incrementAndGet();
                        while (arrived.get() < VISITORS * (i + 1)) {
                            Thread.yield();
                        }
                        if (limits[i].enter(client)) {
                            entered[i].incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> visitor : visitors) {
                visitor.get(60, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(entered[i].get()).as("round %d", i).isEqualTo(1);
            assertThat(limits[i].open()).isEqualTo(1);
        }
    }
}

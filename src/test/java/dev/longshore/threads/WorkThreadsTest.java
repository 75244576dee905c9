package dev.longshore.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.Eventually;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkThreadsTest {
    private static final int BOUND = 4;

    private final ExecutorService pool = WorkThreads.pool("test", BOUND, WorkThreads.AtFull.WAIT);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void whatRunsOneAfterAnotherNeedsOneThread() throws Exception {
        Set<String> names = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 20; i++) {
            pool.submit(() -> names.add(Thread.currentThread().getName())).get();
            Eventually.holds("the thread is idle again", () -> ((ThreadPoolExecutor) pool).getActiveCount() == 0);
        }
        assertThat(names).hasSizeLessThan(BOUND);
    }

    @Test
    void whatRunsAtOnceHasAThreadEachUpToTheBoundAndTheOthersWait() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(BOUND);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 3 * BOUND; i++) {
            pool.execute(() -> {
                all.countDown();
                awaitQuietly(end);
                done.incrementAndGet();
            });
        }
        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(((ThreadPoolExecutor) pool).getPoolSize()).isEqualTo(BOUND);
        end.countDown();
        Eventually.holds("the others have run", () -> done.get() == 3 * BOUND);
    }

    @Test
    void aTaskThatComesTooLateIsRefused() {
        pool.shutdown();
        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

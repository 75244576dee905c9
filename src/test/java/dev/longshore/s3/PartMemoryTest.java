package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The budget holds, nobody starves, and everything comes back. The time-outs find dead locks. */
@Timeout(60)
class PartMemoryTest {
    private static final int MIB = 1024 * 1024;
    private static final int BUDGET = 16 * MIB;
    private static final int ALL = BUDGET / PartMemory.SLAB;
    private static final int RESERVE = PartPlan.SMALLEST / PartMemory.SLAB;

    private final PartMemory memory = new PartMemory(BUDGET, PartPlan.SMALLEST);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "part-memory-test");
        thread.setDaemon(true);
        return thread;
    });

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void refusesABudgetOfLessThanTwoParts() {
        assertThatThrownBy(() -> new PartMemory(2 * PartPlan.SMALLEST - 1, PartPlan.SMALLEST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new PartMemory(2 * PartPlan.SMALLEST, PartPlan.SMALLEST).freeBytes())
                .isEqualTo(2 * PartPlan.SMALLEST);
    }

    @Test
    void keepsTheReserveFromThoseWhoDoNotWait() {
        Object upload = new Object();
        List<byte[]> slabs = pollAll();
        assertThat(slabs).hasSize(ALL - RESERVE).allMatch(slab -> slab.length == PartMemory.SLAB);
        assertThat(memory.freeBytes()).isEqualTo(PartPlan.SMALLEST);
        memory.endTurn(upload);
        memory.release(slabs);
        assertThat(memory.freeBytes()).isEqualTo(BUDGET);
    }

    @Test
    void givesTheWholeReserveToTheFirstWhoWaits() throws InterruptedException {
        List<byte[]> others = pollAll();
        Object upload = new Object();
        List<byte[]> slabs = new ArrayList<>();
        for (int i = 0; i < RESERVE; i++) {
            slabs.add(memory.take(upload));
        }
        assertThat(memory.freeBytes()).isZero();
        assertThat(memory.poll()).isNull();
        memory.endTurn(upload);
        memory.release(slabs);
        memory.release(others);
        assertThat(memory.freeBytes()).isEqualTo(BUDGET);
    }

    @Test
    void servesAWaiterWhenTheReserveComesBack() throws Exception {
        List<byte[]> others = pollAll();
        Object privileged = new Object();
        byte[] slab = memory.take(privileged);
        Object upload = new Object();
        Thread[] waiting = new Thread[1];
        Future<byte[]> served = threads.submit(() -> {
            waiting[0] = Thread.currentThread();
            return memory.take(upload);
        });
        awaitWaiting(waiting);
        assertThat(served).isNotDone();
        memory.endTurn(privileged);
        memory.release(List.of(slab));
        memory.endTurn(upload);
        memory.release(List.of(served.get()));
        memory.release(others);
        assertThat(memory.freeBytes()).isEqualTo(BUDGET);
    }

    @Test
    void doesNotLetOthersPassThoseWhoWait() throws Exception {
        List<byte[]> others = pollAll();
        Object privileged = new Object();
        List<byte[]> reserve = new ArrayList<>(List.of(memory.take(privileged)));
        Object upload = new Object();
        Thread[] waiting = new Thread[1];
        Future<byte[]> served = threads.submit(() -> {
            waiting[0] = Thread.currentThread();
            return memory.take(upload);
        });
        awaitWaiting(waiting);
        assertThat(memory.poll()).isNull();
        memory.release(others);
        served.get();
        assertThat(memory.poll()).isNotNull();
        memory.endTurn(privileged);
        memory.release(reserve);
    }

    @Test
    void forgetsAWaiterThatIsInterrupted() throws Exception {
        List<byte[]> others = pollAll();
        Object privileged = new Object();
        List<byte[]> reserve = List.of(memory.take(privileged));
        Thread[] waiting = new Thread[1];
        Future<byte[]> served = threads.submit(() -> {
            waiting[0] = Thread.currentThread();
            return memory.take(new Object());
        });
        awaitWaiting(waiting);
        waiting[0].interrupt();
        assertThatThrownBy(served::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        memory.release(others);
        memory.endTurn(privileged);
        memory.release(reserve);
        assertThat(memory.poll()).as("the queue is empty again").isNotNull();
        assertThat(memory.freeBytes()).isEqualTo(BUDGET - PartMemory.SLAB);
    }

    @Test
    void letsTheNextWaiterInWhenTheFirstIsInterrupted() throws Exception {
        List<byte[]> others = pollAll();
        Object privileged = new Object();
        List<byte[]> reserve = List.of(memory.take(privileged));
        Thread[] first = new Thread[1];
        Future<byte[]> interrupted = threads.submit(() -> {
            first[0] = Thread.currentThread();
            return memory.take(new Object());
        });
        awaitWaiting(first);
        Thread[] second = new Thread[1];
        Future<byte[]> served = threads.submit(() -> {
            second[0] = Thread.currentThread();
            return memory.take(new Object());
        });
        awaitWaiting(second);
        first[0].interrupt();
        assertThatThrownBy(interrupted::get).isInstanceOf(ExecutionException.class);
        memory.release(others);
        assertThat(served.get()).hasSize(PartMemory.SLAB);
        memory.endTurn(privileged);
        memory.release(reserve);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 40})
    void letsEveryUploadFillItsPart(int uploads) throws Exception {
        Bench bench = new Bench(1);
        CountDownLatch together = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < uploads; i++) {
            running.add(threads.submit(() -> {
                EmulatedUpload upload = new EmulatedUpload(bench, PartPlan.SMALLEST);
                together.await();
                upload.receive(PartPlan.SMALLEST);
                upload.commit();
                return null;
            }));
        }
        together.countDown();
        bench.finish(running);
    }

    @Test
    void letsLargeAndSmallUploadsFinishTogether() throws Exception {
        long seed = 5;
        Random random = new Random(seed);
        Bench bench = new Bench(4);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int size = random.nextInt(4) == 0 ? random.nextInt(40 * MIB) : random.nextInt(6 * MIB);
            boolean commits = random.nextInt(5) > 0;
            running.add(threads.submit(() -> {
                EmulatedUpload upload = new EmulatedUpload(bench, 8 * MIB);
                upload.receive(size);
                if (commits) {
                    upload.commit();
                } else {
                    upload.close();
                }
                return null;
            }));
        }
        bench.finish(running);
    }

    @Test
    void getsEverythingBackFromUploadsThatAreInterrupted() throws Exception {
        Bench bench = new Bench(2);
        List<byte[]> others = pollAll();
        bench.handedOut.addAndGet(others.size());
        List<Future<?>> running = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            running.add(threads.submit(() -> {
                EmulatedUpload upload = new EmulatedUpload(bench, 8 * MIB);
                begun.countDown();
                try {
                    upload.receive(4 * MIB);
                    upload.awaitForEver();
                } finally {
                    upload.close();
                }
                return null;
            }));
        }
        begun.await();
        running.forEach(upload -> upload.cancel(true));
        bench.handedOut.addAndGet(-others.size());
        memory.release(others);
        Future<?> late = threads.submit(() -> {
            EmulatedUpload upload = new EmulatedUpload(bench, 8 * MIB);
            upload.receive(12 * MIB);
            upload.commit();
            return null;
        });
        late.get(30, TimeUnit.SECONDS);
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(memory.freeBytes()).isEqualTo(BUDGET);
    }

    private List<byte[]> pollAll() {
        List<byte[]> slabs = new ArrayList<>();
        for (byte[] slab = memory.poll(); slab != null; slab = memory.poll()) {
            slabs.add(slab);
        }
        return slabs;
    }

    private static void awaitWaiting(Thread[] thread) {
        while (thread[0] == null || thread[0].getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    /** What the emulated uploads share, and what is counted. */
    private final class Bench {
        private final AtomicInteger handedOut = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final int parallelParts;

        Bench(int parallelParts) {
            this.parallelParts = parallelParts;
        }

        void finish(List<Future<?>> running) throws Exception {
            for (Future<?> upload : running) {
                upload.get(30, TimeUnit.SECONDS);
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(most.get()).as("slabs at once").isBetween(1, ALL);
            assertThat(handedOut).hasValue(0);
            assertThat(memory.freeBytes()).isEqualTo(BUDGET);
        }

        private void handed() {
            int now = handedOut.incrementAndGet();
            most.accumulateAndGet(now, Math::max);
        }
    }

    /** Takes and gives back slabs as {@link ObjectUpload} does, without S3. */
    private final class EmulatedUpload {
        private final Bench bench;
        private final int partSize;
        private final List<Future<?>> inFlight = new ArrayList<>();
        private List<byte[]> buffer = new ArrayList<>();

        EmulatedUpload(Bench bench, int partSize) {
            this.bench = bench;
            this.partSize = partSize;
        }

        void receive(int bytes) throws InterruptedException, ExecutionException {
            for (int slabs = PartMemory.slabs(bytes); slabs > 0; slabs--) {
                makeRoom();
            }
        }

        private void makeRoom() throws InterruptedException, ExecutionException {
            if (length() >= partSize) {
                sendPart();
            }
            byte[] slab = memory.poll();
            if (slab == null) {
                if (length() >= PartPlan.SMALLEST) {
                    sendPart();
                }
                slab = memory.take(this);
            }
            bench.handed();
            buffer.add(slab);
        }

        void commit() throws InterruptedException, ExecutionException {
            sendPart();
            while (!inFlight.isEmpty()) {
                inFlight.remove(0).get();
            }
            memory.endTurn(this);
        }

        void close() {
            memory.endTurn(this);
            giveBack(buffer);
            buffer = new ArrayList<>();
        }

        void awaitForEver() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        private void sendPart() throws InterruptedException, ExecutionException {
            while (inFlight.size() >= bench.parallelParts) {
                inFlight.remove(0).get();
            }
            List<byte[]> full = buffer;
            buffer = new ArrayList<>();
            memory.endTurn(this);
            inFlight.add(threads.submit(() -> giveBack(full)));
        }

        private void giveBack(List<byte[]> slabs) {
            bench.handedOut.addAndGet(-slabs.size());
            memory.release(slabs);
        }

        private int length() {
            return buffer.size() * PartMemory.SLAB;
        }
    }
}

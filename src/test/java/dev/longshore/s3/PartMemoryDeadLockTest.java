package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that hold all memory, none of them enough for a part, do not wait for each other for ever. */
@Timeout(20)
class PartMemoryDeadLockTest {
    private static final int MIB = 1024 * 1024;
    private static final int BUDGET = 16 * MIB;
    private static final int PART = PartPlan.SMALLEST / PartMemory.SLAB;

    private final PartMemory memory = new PartMemory(BUDGET, PartPlan.SMALLEST);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "part-memory-dead-lock-test");
        thread.setDaemon(true);
        return thread;
    });

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 40, 150})
    void eachFillsItsPartOneAfterTheOther(int count) throws Exception {
        List<List<byte[]>> uploads = shareOut(count);
        assertThat(uploads).allMatch(slabs -> slabs.size() < PART);
        List<Future<?>> running = new ArrayList<>();
        for (List<byte[]> slabs : uploads) {
            Object upload = new Object();
            running.add(threads.submit(() -> {
                while (slabs.size() < PART) {
                    slabs.add(memory.take(upload));
                }
                memory.endTurn(upload);
                memory.release(slabs);
                return null;
            }));
        }
        finish(running);
    }

    /** A part that is being sent gives the privilege back while its upload has begun to fill the next one. */
    @Test
    void eachFillsSeveralPartsThatAreSentMeanwhile() throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (List<byte[]> first : shareOut(20)) {
            Object upload = new Object();
            running.add(threads.submit(() -> {
                List<byte[]> slabs = first;
                List<Future<?>> sent = new ArrayList<>();
                for (int part = 0; part < 5; part++) {
                    while (slabs.size() < PART) {
                        slabs.add(memory.take(upload));
                    }
                    List<byte[]> full = slabs;
                    memory.endTurn(upload);
                    sent.add(threads.submit(() -> memory.release(full)));
                    slabs = new ArrayList<>();
                }
                for (Future<?> part : sent) {
                    part.get();
                }
                return null;
            }));
        }
        finish(running);
    }

    /** The larger the budget, the more uploads may have a client that is slow without keeping the others from their parts. */
    @ParameterizedTest
    @CsvSource({"64, 3", "128, 6", "256, 12"})
    void asManyAsTheReserveHasPartsForGoOnBesideEachOther(int mebibytes, int places) throws Exception {
        PartMemory large = new PartMemory((long) mebibytes * MIB, PartPlan.SMALLEST);
        while (large.poll() != null) {
            assertThat(large.freeBytes()).isPositive();
        }
        List<Object> slow = new ArrayList<>();
        for (int i = 1; i < places; i++) {
            slow.add(new Object());
            large.take(slow.get(slow.size() - 1));
        }
        Object upload = new Object();
        for (int slab = 0; slab < PART; slab++) {
            large.take(upload);
        }
        Future<byte[]> late = threads.submit(() -> large.take(new Object()));
        assertThat(late.isDone()).isFalse();
        large.endTurn(slow.get(0));
        assertThat(late.get(15, TimeUnit.SECONDS)).hasSize(PartMemory.SLAB);
    }

    /** Hands out all but the reserve, one slab to each in turn. */
    private List<List<byte[]>> shareOut(int count) {
        List<List<byte[]>> uploads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            uploads.add(new ArrayList<>());
        }
        int turn = 0;
        for (byte[] slab = memory.poll(); slab != null; slab = memory.poll()) {
            uploads.get(turn++ % count).add(slab);
        }
        return uploads;
    }

    private void finish(List<Future<?>> running) throws Exception {
        for (Future<?> upload : running) {
            upload.get(15, TimeUnit.SECONDS);
        }
        assertThat(memory.freeBytes()).isEqualTo(BUDGET);
    }
}

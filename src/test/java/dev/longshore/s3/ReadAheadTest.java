package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ranges come side by side and in order, in memory that uploads do not need, and nobody who stops reading keeps any. */
@Timeout(60)
class ReadAheadTest {
    private static final long BUDGET = 64L * 1024 * 1024;
    private static final long FAR = Duration.ofMillis(20).toNanos();
    private static final byte[] CONTENT = Bytes.random(5 * ReadAhead.RANGE + 12_345);

    private static TestGateway gateway;
    private static ExecutorService threads;
    private static RangeRequest request;

    private final PartMemory memory = new PartMemory(BUDGET, PartPlan.SMALLEST);

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("file", CONTENT);
        threads = Executors.newCachedThreadPool();
        String etag = gateway.s3()
                .headObject(head -> head.bucket(gateway.bucket()).key("file"))
                .eTag();
        request = new RangeRequest(gateway.s3(), gateway.bucket(), "file", etag);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        gateway.close();
    }

    @Test
    void givesAllBytesInOrderAndTheMemoryBack() throws ExecutionException {
        int from = 1_000;
        byte[] got = new byte[CONTENT.length - from];
        try (ReadAhead ahead = ahead(from, BUDGET)) {
            assertThat(ahead.begin()).isTrue();
            int read = 0;
            for (int count = ahead.read(got, 0, 70_000);
                    count >= 0;
                    count = ahead.read(got, read, Math.min(70_000, got.length - read))) {
                read += count;
            }
            assertThat(read).isEqualTo(got.length);
        }
        assertThat(Bytes.sha256(got)).isEqualTo(Bytes.sha256(Arrays.copyOfRange(CONTENT, from, CONTENT.length)));
        assertThat(memory.freeBytes()).isEqualTo(BUDGET);
    }

    @Test
    void holdsNoMoreThanItsShare() throws ExecutionException {
        try (ReadAhead ahead = ahead(0, 2 * ReadAhead.RANGE)) {
            assertThat(ahead.begin()).isTrue();
            ahead.read(new byte[1], 0, 1);
            assertThat(memory.freeBytes()).isEqualTo(BUDGET - 2 * ReadAhead.RANGE);
            assertThat(ahead(0, ReadAhead.RANGE - 1).begin()).isFalse();
        }
        Eventually.holds("the memory is back", () -> memory.freeBytes() == BUDGET);
    }

    /** The reserve of uploads is never touched, and nobody waits. */
    @Test
    void doesWithoutWhenUploadsHaveTheMemory() {
        List<byte[]> slabs = new ArrayList<>();
        for (byte[] slab = memory.poll(); slab != null; slab = memory.poll()) {
            slabs.add(slab);
        }
        memory.release(slabs.subList(0, ReadAhead.RANGE / PartMemory.SLAB - 1));
        long free = memory.freeBytes();
        assertThat(ahead(0, BUDGET).begin()).isFalse();
        assertThat(memory.freeBytes()).isEqualTo(free);
    }

    @Test
    void closingItInTheMiddleGivesTheMemoryBack() {
        for (int i = 0; i < 20; i++) {
            ReadAhead ahead = ahead(0, BUDGET);
            ahead.begin();
            ahead.close();
        }
        Eventually.holds("the memory is back", () -> memory.freeBytes() == BUDGET);
    }

    /** What was fetched is dropped; the reader is told to go on in another way. */
    @Test
    void aReaderThatStopsHoldsNothing() throws ExecutionException {
        ReadAhead ahead = ahead(0, BUDGET);
        assertThat(ahead.begin()).isTrue();
        assertThat(ahead.read(new byte[10], 0, 10)).isEqualTo(10);
        Eventually.holds("the memory is back", () -> memory.freeBytes() == BUDGET);
        assertThat(ahead.read(new byte[10], 0, 10)).isEqualTo(-1);
    }

    @Test
    void aReplacedObjectIsAFailure() {
        RangeRequest other = new RangeRequest(gateway.s3(), gateway.bucket(), "file", "\"another\"");
        PartSenders senders = new PartSenders(threads, Thread::interrupt);
        try (ReadAhead ahead = new ReadAhead(other, new AheadMemory(memory, BUDGET), senders, 0, CONTENT.length, 4)) {
            assertThat(ahead.begin()).isTrue();
            assertThatThrownBy(() -> ahead.read(new byte[1], 0, 1)).hasCauseInstanceOf(Failure.class);
        }
        Eventually.holds("the memory is back", () -> memory.freeBytes() == BUDGET);
    }

    @Test
    void beginsOnlyWhereItPays() {
        FirstByteTime near = new FirstByteTime();
        near.saw(FAR);
        near.saw(FAR - 1);
        assertThat(begin(near, CONTENT.length)).isEmpty();
        FirstByteTime far = new FirstByteTime();
        far.saw(FAR);
        far.saw(FAR);
        assertThat(begin(far, 4L * ReadAhead.RANGE - 1)).isEmpty();
        Optional<ReadAhead> begun = begin(far, 4L * ReadAhead.RANGE);
        assertThat(begun).isPresent();
        begun.get().close();
        Eventually.holds("the memory is back", () -> memory.freeBytes() == BUDGET);
    }

    private Optional<ReadAhead> begin(FirstByteTime time, long end) {
        PartSenders senders = new PartSenders(threads, Thread::interrupt);
        return new AheadPolicy(time, new AheadMemory(memory, BUDGET), senders, 4).begin(request, 0, end);
    }

    private ReadAhead ahead(long from, long share) {
        PartSenders senders = new PartSenders(threads, Thread::interrupt);
        return new ReadAhead(request, new AheadMemory(memory, share), senders, from, CONTENT.length, 4);
    }
}

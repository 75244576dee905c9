package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that is dropped ends, its thread is as it was, and one side clears up. */
@Timeout(30)
class BreakableTest {
    private final AtomicInteger broken = new AtomicInteger();
    private final Breakable work = new Breakable(thread -> {
        broken.incrementAndGet();
        thread.interrupt();
    });

    @Test
    void workThatIsDroppedBeforeItsTurnIsNotBegun() {
        assertThat(work.drop()).isFalse();
        assertThatThrownBy(work::enter).isInstanceOf(CancellationException.class);
        assertThat(work.leave()).isTrue();
        assertThat(broken).hasValue(0);
    }

    @Test
    void theInterruptIsNotTakenAlong() {
        work.enter();
        assertThat(work.drop()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(work.leave()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** A thread that nobody has told anything keeps the interrupt of somebody else. */
    @Test
    void anotherInterruptStays() {
        work.enter();
        Thread.currentThread().interrupt();
        assertThat(work.leave()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void workIsDroppedOnce() {
        work.enter();
        assertThat(work.drop()).isFalse();
        assertThat(work.drop()).isFalse();
        assertThat(broken).hasValue(1);
        assertThat(work.leave()).isTrue();
        assertThat(work.drop()).isFalse();
    }

    @Test
    void whatGoesOnInAnotherWayIsEndedInThatWay() {
        AtomicInteger ended = new AtomicInteger();
        work.enter();
        work.endBy(ended::incrementAndGet);
        work.drop();
        assertThat(ended).hasValue(1);
        assertThat(broken).hasValue(0);
        work.endBy(ended::incrementAndGet);
        assertThat(ended).as("at once").hasValue(2);
        work.leave();
    }

    @Test
    void exactlyOneSideClearsUp() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            Breakable raced = new Breakable(Thread::interrupt);
            CyclicBarrier together = new CyclicBarrier(2);
            AtomicInteger last = new AtomicInteger();
            Thread thread = new Thread(() -> {
                raced.enter();
                meet(together);
                last.addAndGet(raced.leave() ? 1 : 0);
            });
            thread.start();
            meet(together);
            last.addAndGet(raced.drop() ? 1 : 0);
            thread.join();
            assertThat(last).hasValue(1);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A part is sent or not, and its memory is given back either way. */
@Timeout(20)
class SendingPartTest {
    private static final CompletedPart PART =
            CompletedPart.builder().partNumber(1).build();

    private final AtomicInteger released = new AtomicInteger();

    @Test
    void givesThePartThatWasAcknowledged() throws Exception {
        SendingPart part = sending(() -> PART, released::incrementAndGet);
        part.run();
        assertThat(part.await()).isSameAs(PART);
        assertThat(released).hasValue(1);
    }

    @Test
    void givesItsMemoryBackBeforeItIsDone() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        CountDownLatch release = new CountDownLatch(1);
        SendingPart part = sending(() -> PART, () -> {
            asked.set(true);
            awaitQuietly(release);
        });
        Thread sender = start(part);
        Thread waiter = start(part::awaitEnd);
        release.countDown();
        waiter.join();
        assertThat(asked).isTrue();
        sender.join();
    }

    @Test
    void tellsWhyItFailed() {
        IllegalStateException broken = new IllegalStateException("broken");
        SendingPart part = sending(
                () -> {
                    throw broken;
                },
                released::incrementAndGet);
        part.run();
        assertThatThrownBy(part::await).isInstanceOf(ExecutionException.class).hasCause(broken);
        assertThat(released).hasValue(1);
    }

    @Test
    void tellsOfAnErrorToo() {
        OutOfMemoryError error = new OutOfMemoryError();
        SendingPart part = sending(
                () -> {
                    throw error;
                },
                released::incrementAndGet);
        part.run();
        assertThatThrownBy(part::await).isInstanceOf(ExecutionException.class).hasCause(error);
        assertThat(released).hasValue(1);
    }

    @Test
    void sendsNothingWhenItIsStoppedBefore() {
        AtomicBoolean sent = new AtomicBoolean();
        SendingPart part = sending(
                () -> {
                    sent.set(true);
                    return PART;
                },
                released::incrementAndGet);
        part.stop();
        part.run();
        part.awaitEnd();
        assertThat(sent).isFalse();
        assertThat(released).hasValue(1);
        assertThatThrownBy(part::await).isInstanceOf(CancellationException.class);
    }

    @Test
    void interruptsTheRequestWhenItIsStoppedInIt() throws InterruptedException {
        CountDownLatch sending = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        SendingPart part = sending(
                () -> {
                    sending.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                    }
                    throw new IllegalStateException("aborted");
                },
                released::incrementAndGet);
        Thread sender = start(part);
        sending.await();
        part.stop();
        part.awaitEnd();
        sender.join();
        assertThat(interrupted).isTrue();
        assertThat(released).hasValue(1);
    }

    /** The thread goes on to the part of another upload, which must not be hit. */
    @Test
    void leavesNoInterruptBehind() throws InterruptedException {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicBoolean left = new AtomicBoolean(true);
        SendingPart part = sending(
                () -> {
                    sending.countDown();
                    while (stopped.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return PART;
                },
                released::incrementAndGet);
        Thread sender = start(() -> {
            part.run();
            left.set(Thread.currentThread().isInterrupted());
        });
        sending.await();
        part.stop();
        stopped.countDown();
        sender.join();
        assertThat(left).isFalse();
    }

    @Test
    void isNotInterruptedWhenItIsStoppedAfterItsEnd() {
        SendingPart part = sending(() -> PART, released::incrementAndGet);
        part.run();
        part.stop();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        part.awaitEnd();
    }

    @Test
    void awaitsTheEndOfAFailureWithoutThrowing() {
        SendingPart part = sending(
                () -> {
                    throw new IllegalStateException("broken");
                },
                released::incrementAndGet);
        part.run();
        part.awaitEnd();
        assertThat(released).hasValue(1);
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "sending-part-test");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SendingPart sending(Supplier<CompletedPart> request, Runnable release) {
        return new SendingPart(request, release, Thread::interrupt);
    }
}

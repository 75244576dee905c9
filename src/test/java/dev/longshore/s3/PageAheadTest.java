package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page is fetched by another thread, and that thread is free again as soon as nobody wants the page. */
@Timeout(30)
class PageAheadTest {
    private static final ListingPage PAGE = new ListingPage(List.of(), List.of("a/"), null);

    @Test
    void givesThePage() {
        PageAhead ahead = new PageAhead(() -> PAGE, Thread::interrupt);
        assertThat(ahead.isHere()).isFalse();
        ahead.run();
        assertThat(ahead.isHere()).isTrue();
        assertThat(ahead.await()).isSameAs(PAGE);
    }

    @Test
    void whatIsDroppedIsBrokenOff() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean(true);
        PageAhead ahead = new PageAhead(
                () -> {
                    asked.countDown();
                    return waitForEver();
                },
                Thread::interrupt);
        Thread thread = new Thread(() -> {
            ahead.run();
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        asked.await();
        ahead.drop();
        thread.join();
        assertThat(ahead.isHere()).isTrue();
        assertThat(interrupted).as("the thread takes the interrupt along").isFalse();
    }

    @Test
    void whatIsDroppedBeforeItsTurnIsNotAskedFor() {
        AtomicBoolean asked = new AtomicBoolean();
        PageAhead ahead = new PageAhead(
                () -> {
                    asked.set(true);
                    return PAGE;
                },
                Thread::interrupt);
        ahead.drop();
        ahead.run();
        assertThat(asked).isFalse();
    }

    /** Whatever S3 says of a page behind the first one, the listing is not whole. */
    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, BACKEND_FAILED",
        "NOT_PERMITTED, BACKEND_FAILED",
        "BACKEND_FAILED, BACKEND_FAILED",
        "BACKEND_BUSY, BACKEND_BUSY",
    })
    void aFailureIsOneOfTheStore(FailureKind kind, FailureKind told) {
        PageAhead ahead = new PageAhead(
                () -> {
                    throw new Failure(kind, "S3 says so");
                },
                Thread::interrupt);
        ahead.run();
        assertThatThrownBy(ahead::await)
                .hasMessage("S3 says so")
                .asInstanceOf(type(Failure.class))
                .extracting(Failure::kind)
                .isEqualTo(told);
    }

    @Test
    void whoWaitsCanBeInterrupted() {
        PageAhead ahead = new PageAhead(() -> PAGE, Thread::interrupt);
        Thread.currentThread().interrupt();
        assertThatThrownBy(ahead::await)
                .asInstanceOf(type(Failure.class))
                .extracting(Failure::kind)
                .isEqualTo(FailureKind.TRANSFER_BROKEN);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static ListingPage waitForEver() {
        try {
            new CountDownLatch(1).await();
            return PAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

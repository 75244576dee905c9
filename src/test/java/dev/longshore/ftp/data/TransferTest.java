package dev.longshore.ftp.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transfer is committed or aborted, and whoever is first decides. */
@Timeout(30)
class TransferTest {
    private static final Duration SILENCE = Duration.ofSeconds(20);
    /** The system makes it as small as it can. */
    private static final int SMALLEST = 1;

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        Thread.interrupted();
        threads.shutdownNow();
    }

    @Test
    void isNotCommittedOnceItIsAborted() {
        Transfer transfer = new Transfer(new NoEndpoint(), false);
        assertThat(transfer.abort()).isTrue();
        assertThat(transfer.isAborted()).isTrue();
        isBroken(transfer::beginCommit);
        isBroken(transfer::requireNotAborted);
        transfer.close();
        assertThat(transfer.isAborted()).as("it stays aborted").isTrue();
    }

    @Test
    void isNotAbortedOnceItIsBeingCommitted() {
        Transfer transfer = new Transfer(new NoEndpoint(), false);
        transfer.beginCommit();
        assertThat(transfer.abort()).isFalse();
        assertThat(transfer.isAborted()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        transfer.requireNotAborted();
        transfer.close();
    }

    @Test
    void isNotAbortedOnceItHasEnded() {
        Transfer transfer = new Transfer(new NoEndpoint(), false);
        transfer.close();
        assertThat(transfer.abort()).isFalse();
        isBroken(transfer::beginCommit);
    }

    @Test
    void isAbortedOnce() {
        Transfer transfer = new Transfer(new NoEndpoint(), false);
        assertThat(transfer.abort()).isTrue();
        assertThat(transfer.abort()).isFalse();
        transfer.close();
    }

    @Test
    void isCommittedOrAbortedAndNeverBoth() throws Exception {
        for (int i = 0; i < 500; i++) {
            Transfer transfer = new Transfer(new NoEndpoint(), false);
            CountDownLatch together = new CountDownLatch(1);
            Future<Boolean> aborted = threads.submit(() -> {
                together.await();
                return transfer.abort();
            });
            together.countDown();
            boolean committed;
            try {
                transfer.beginCommit();
                committed = true;
            } catch (Failure e) {
                committed = false;
            }
            transfer.close();
            assertThat(committed).as("round %d", i).isNotEqualTo(aborted.get());
        }
    }

    @Test
    void announcesNothingOnceItIsAborted() {
        Transfer transfer = new Transfer(new NoEndpoint(), false);
        AtomicBoolean announced = new AtomicBoolean();
        transfer.announce(() -> announced.set(true));
        assertThat(announced.getAndSet(false)).isTrue();
        transfer.abort();
        isBroken(() -> transfer.announce(() -> announced.set(true)));
        assertThat(announced).isFalse();
        transfer.close();
    }

    @Test
    void stopsWaitingForAClientThatDoesNotConnect() throws Exception {
        PassivePorts ports = PassivePorts.parse("0", host -> false);
        PassiveEndpoint endpoint =
                PassiveEndpoint.open(ports, LOOPBACK, LOOPBACK).orElseThrow();
        AtomicReference<Transfer> begun = new AtomicReference<>();
        AtomicReference<Thread> runner = new AtomicReference<>();
        Future<Throwable> failure = threads.submit(() -> {
            runner.set(Thread.currentThread());
            Transfer transfer = new Transfer(endpoint, false);
            begun.set(transfer);
            try (transfer) {
                transfer.open(SILENCE);
                return null;
            } catch (Failure e) {
                return e;
            }
        });
        Eventually.holds("the transfer waits in accept", () -> runner.get() != null && isIn(runner.get(), "accept"));
        assertThat(begun.get().abort()).isTrue();
        assertThat(failure.get()).isInstanceOf(Failure.class);
        assertThat(begun.get().isAborted()).isTrue();
    }

    @Test
    void stopsAReadThatWaitsForTheClient() throws Exception {
        try (Connection connection = new Connection()) {
            AtomicReference<Transfer> begun = new AtomicReference<>();
            AtomicReference<Thread> runner = new AtomicReference<>();
            Future<Throwable> failure = threads.submit(() -> {
                Transfer transfer = new Transfer(connection, false);
                try (transfer) {
                    transfer.open(SILENCE);
                    begun.set(transfer);
                    runner.set(Thread.currentThread());
                    transfer.input().read();
                    return null;
                } catch (IOException e) {
                    return e;
                }
            });
            Eventually.holds("the transfer waits in read", () -> runner.get() != null && isIn(runner.get(), "read"));
            assertThat(begun.get().abort()).isTrue();
            assertThat(failure.get()).isInstanceOf(IOException.class);
            connection.peerIsReset();
        }
    }

    @Test
    void interruptsItsThreadAndLeavesNoInterruptBehind() throws Exception {
        AtomicReference<Transfer> begun = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean left = new AtomicBoolean(true);
        Future<?> runner = threads.submit(() -> {
            try (Transfer transfer = new Transfer(new NoEndpoint(), false)) {
                begun.set(transfer);
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                interrupted.set(true);
            }
            left.set(Thread.currentThread().isInterrupted());
        });
        Eventually.holds("the transfer has begun", () -> begun.get() != null);
        assertThat(begun.get().abort()).isTrue();
        runner.get();
        assertThat(interrupted).isTrue();
        assertThat(left).isFalse();
    }

    @Test
    void isNotOpenWhenTheClientCannotBeReached() {
        try (Transfer transfer = new Transfer(new NoEndpoint(), false)) {
            assertThatThrownBy(() -> transfer.open(SILENCE))
                    .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                            .isEqualTo(FailureKind.DATA_CONNECTION_NOT_OPENED));
        }
    }

    @Test
    void isBrokenWhenItWasAbortedBeforeItOpened() throws IOException {
        try (Connection connection = new Connection()) {
            Transfer transfer = new Transfer(connection, false);
            transfer.abort();
            isBroken(() -> transfer.open(SILENCE));
            transfer.close();
            connection.peerIsReset();
        }
    }

    @Test
    void showsThePeerAnOrderlyEndWhenItIsFinished() throws IOException {
        try (Connection connection = new Connection()) {
            Transfer transfer = new Transfer(connection, false);
            transfer.open(SILENCE);
            transfer.output().write("abc".getBytes(StandardCharsets.US_ASCII));
            transfer.complete();
            assertThat(transfer.abort()).isFalse();
            transfer.close();
            assertThat(connection.peer.getInputStream().readAllBytes())
                    .asString()
                    .isEqualTo("abc");
        }
    }

    /** What is still deflated goes out at the end; a client that reads nothing would hold the thread for ever. */
    @Test
    void stopsAnEndThatTheClientDoesNotTake() throws Exception {
        try (Connection connection = new Connection()) {
            AtomicReference<Transfer> begun = new AtomicReference<>();
            Future<Throwable> failure = threads.submit(() -> {
                Transfer transfer = new Transfer(connection, true);
                try (transfer) {
                    transfer.open(SILENCE);
                    transfer.output().write(Bytes.random(15_000));
                    begun.set(transfer);
                    transfer.complete();
                    return null;
                } catch (IOException e) {
                    return e;
                }
            });
            Eventually.holds(
                    "the end is not taken",
                    () -> begun.get() != null && begun.get().stalled().toMillis() > 50);
            assertThat(begun.get().abort()).isTrue();
            assertThat(failure.get()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void resetsThePeerWhenItIsNotFinished() throws IOException {
        try (Connection connection = new Connection()) {
            Transfer transfer = new Transfer(connection, false);
            transfer.open(SILENCE);
            transfer.close();
            connection.peerIsReset();
        }
    }

    @Test
    void countsTheBytesThatMoved() {
        try (Transfer transfer = new Transfer(new NoEndpoint(), false)) {
            transfer.moved(3);
            transfer.moved(Integer.MAX_VALUE);
            assertThat(transfer.bytes()).isEqualTo(3L + Integer.MAX_VALUE);
        }
    }

    @Test
    void isNotStalledWhileNothingIsWritten() {
        try (Transfer transfer = new Transfer(new NoEndpoint(), false)) {
            assertThat(transfer.stalled()).isEqualTo(Duration.ZERO);
        }
    }

    private static void isBroken(ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                .isEqualTo(FailureKind.TRANSFER_BROKEN));
    }

    private static boolean isIn(Thread thread, String method) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals(method)) {
                return true;
            }
        }
        return false;
    }

    /** Nobody can be reached. */
    private static final class NoEndpoint implements DataEndpoint {
        @Override
        public Socket connect() throws IOException {
            throw new IOException("nobody is there");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** A connected pair of sockets. */
    private static final class Connection implements DataEndpoint {
        private final Socket peer;
        private final Socket ours;

        Connection() throws IOException {
            try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
                peer = new Socket();
                peer.setReceiveBufferSize(SMALLEST);
                peer.connect(new InetSocketAddress(LOOPBACK, server.getLocalPort()));
                ours = server.accept();
                ours.setSendBufferSize(SMALLEST);
                peer.setSoTimeout((int) SILENCE.toMillis());
            }
        }

        void peerIsReset() {
            assertThatThrownBy(() -> peer.getInputStream().read())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("reset");
        }

        @Override
        public Socket connect() {
            return ours;
        }

        @Override
        public void close() {
            // The sockets end with their test.
        }
    }
}

package dev.longshore.ftp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.time.Duration;
import org.apache.ftpserver.impl.DefaultFtpServerContext;
import org.apache.mina.core.session.DummySession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session between its commands, without a connection. */
class ControlSessionTest {
    private final ControlSession session = ControlSession.attach(
            new DummySession(),
            new DefaultFtpServerContext(),
            Runnable::run,
            (of, turn) -> {},
            new NoThread(),
            Duration.ZERO);

    /** A command that ABOR has stopped may still unwind when REIN has ended its login. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"a", "/", "ü"})
    void aCommandThatOutlivesItsLoginFindsNoFile(String name) {
        session.reinitialize();
        assertThatThrownBy(() -> session.file(name))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.TRANSFER_BROKEN));
    }

    @Test
    void readingIsStoppedAsATransferIs() {
        var reading = session.beginReading();
        assertThat(session.transfer()).isSameAs(reading);
        assertThatThrownBy(() -> reading.open(Duration.ofSeconds(1))).isInstanceOf(Failure.class);
        assertThat(session.abortTransfer()).isTrue();
        assertThatThrownBy(reading::beginCommit).isInstanceOf(Failure.class);
        session.endTransfer(reading);
        assertThat(session.transfer()).isNull();
        assertThat(Thread.interrupted()).isFalse();
    }

    private static final class NoThread implements ControlThread {
        @Override
        public boolean catchUp() {
            return true;
        }

        @Override
        public void run(Runnable task) {
            task.run();
        }
    }
}

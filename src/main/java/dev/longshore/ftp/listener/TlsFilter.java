package dev.longshore.ftp.listener;

import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.ControlThread;
import dev.longshore.ftp.tls.ControlTls;
import dev.longshore.ftp.tls.TlsServer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.jspecify.annotations.Nullable;

/**
 * TLS below the lines. It is in the way of every connection from the beginning and lets those in clear pass, so that nothing is in
 * between when AUTH makes one of them TLS. MINA's own filter does handshakes on the I/O thread.
 */
final class TlsFilter extends IoFilterAdapter {
    private final TlsServer tls;
    private final Predicate<IoSession> implicit;
    private final Executor executor;
    private final ControlThread thread;
    private final FailedHandshakes failures;
    private final Duration slowest;

    /**
     * @param implicit tells connections that are TLS from their first byte on
     * @param executor where handshakes are computed
     * @param thread   the I/O thread
     * @param failures what is told of those that fail
     * @param slowest  how long a record may take
     */
    TlsFilter(
            TlsServer tls,
            Predicate<IoSession> implicit,
            Executor executor,
            ControlThread thread,
            FailedHandshakes failures,
            Duration slowest) {
        this.tls = tls;
        this.implicit = implicit;
        this.executor = executor;
        this.thread = thread;
        this.failures = failures;
        this.slowest = slowest;
    }

    @Override
    public void sessionOpened(NextFilter next, IoSession session) {
        if (implicit.test(session)) {
            ControlSession.of(session).beginTls(tls.begin());
        }
        next.sessionOpened(session);
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        TlsChannel channel = channel(next, session);
        if (channel == null) {
            next.messageReceived(session, message);
        } else {
            channel.receive((IoBuffer) message);
        }
    }

    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) {
        TlsChannel channel = channel(next, session);
        if (channel == null || !((IoBuffer) request.getMessage()).hasRemaining()) {
            next.filterWrite(session, request);
        } else {
            channel.write(request);
        }
    }

    @Nullable
    private TlsChannel channel(NextFilter next, IoSession session) {
        ControlSession control = ControlSession.of(session);
        ControlTls begun = control == null ? null : control.tls();
        return begun == null
                ? null
                : TlsChannel.of(
                        session,
                        () -> new TlsChannel(session, begun.engine(), next, executor, thread, failures, slowest));
    }
}

package dev.longshore.ftp.listener;

import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.ControlThread;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilter.NextFilter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.core.write.WriteRequest;
import org.jboss.logging.Logger;

/**
 * TLS of one control connection. Reads are handled on the I/O thread, but what takes time in a handshake runs elsewhere; replies are
 * encrypted on the thread that sends them. Between two commands it holds no buffer.
 */
final class TlsChannel {
    private static final Logger LOG = Logger.getLogger(TlsChannel.class);
    private static final AttributeKey KEY = new AttributeKey(TlsChannel.class, "channel");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** The largest record on the wire, and then some. */
    private static final int RECORD = 18 * 1024;

    /** How much may come before the handshake has got on: the largest message of one has 32 KiB in the JDK. */
    private static final int MOST_RECEIVED = 64 * 1024;

    /** Records without content, such as KeyUpdate. */
    private static final int MOST_HOLLOW = 1024;

    /** What may wait for the end of the handshake: the greeting, and our last word. */
    private static final int MOST_EARLY = 8;

    private final IoSession connection;
    private final ControlSession session;
    private final SSLEngine engine;
    private final NextFilter next;
    private final Executor executor;
    private final ControlThread thread;
    private final FailedHandshakes failures;
    private final List<WriteRequest> early = new ArrayList<>(1);
    private ByteBuffer received = NOTHING;
    private boolean working;
    private boolean open;
    private boolean over;
    private boolean failed;
    private int dropped;
    private int hollow;

    /** @param next where bytes go from here, in both directions */
    TlsChannel(
            IoSession connection,
            SSLEngine engine,
            NextFilter next,
            Executor executor,
            ControlThread thread,
            FailedHandshakes failures) {
        this.connection = connection;
        this.session = ControlSession.of(connection);
        this.engine = engine;
        this.next = next;
        this.executor = executor;
        this.thread = thread;
        this.failures = failures;
    }

    /** That of a connection, which is made when there is none. */
    static TlsChannel of(IoSession connection, Supplier<TlsChannel> maker) {
        TlsChannel there = (TlsChannel) connection.getAttribute(KEY);
        if (there != null) {
            return there;
        }
        TlsChannel made = maker.get();
        TlsChannel before = (TlsChannel) connection.setAttributeIfAbsent(KEY, made);
        return before == null ? made : before;
    }

    /** Ends the TLS of a connection that has one, behind what has been written. */
    static void end(IoSession connection) {
        TlsChannel channel = (TlsChannel) connection.getAttribute(KEY);
        if (channel != null) {
            channel.end();
        }
    }

    /** Takes what came from the network. */
    void receive(IoBuffer in) {
        if (over) {
            drop(in.remaining());
            return;
        }
        keep(in.buf());
        if (received.remaining() > MOST_RECEIVED) {
            fail(new SSLException("Too much at once"));
        } else if (!working) {
            advance();
        }
    }

    /** Behind an alert nothing is of use any more, and a little is waited for. */
    private void drop(int length) {
        dropped += length;
        if (failed && dropped > MOST_RECEIVED) {
            session.closeNow();
        }
    }

    private void keep(ByteBuffer in) {
        ByteBuffer all = ByteBuffer.allocate(received.remaining() + in.remaining());
        received = all.put(received).put(in).flip();
    }

    private void advance() {
        try {
            boolean more = true;
            while (more && !over && !session.isClosing()) {
                more = step();
            }
        } catch (SSLException e) {
            fail(e);
        }
    }

    /** One record, or one state of the handshake; false when there is nothing more to do now. */
    private boolean step() throws SSLException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (open && status != HandshakeStatus.NOT_HANDSHAKING && !session.tls().isVersion13()) {
            throw new SSLException("Renegotiation is refused");
        }
        return switch (status) {
            case NEED_TASK -> {
                work();
                yield false;
            }
            case NEED_WRAP -> {
                send();
                yield true;
            }
            default -> {
                if (status == HandshakeStatus.NOT_HANDSHAKING && !open) {
                    if (isShaken()) {
                        open();
                    } else {
                        engine.beginHandshake();
                    }
                }
                yield received.hasRemaining() && unwrap();
            }
        };
    }

    private boolean isShaken() {
        return !engine.getSession().getProtocol().equals("NONE");
    }

    private boolean unwrap() throws SSLException {
        ByteBuffer plain = ByteBuffer.allocate(plainSize());
        SSLEngineResult result = engine.unwrap(received, plain);
        if (!received.hasRemaining()) {
            received = NOTHING;
        }
        if (result.getStatus() == Status.CLOSED) {
            hangUp();
            return false;
        }
        if (result.getStatus() == Status.OK && result.bytesProduced() == 0 && open && ++hollow > MOST_HOLLOW) {
            throw new SSLException("Too many records without content");
        }
        if (result.bytesProduced() > 0) {
            next.messageReceived(connection, IoBuffer.wrap(plain.flip()));
        }
        return result.getStatus() == Status.OK;
    }

    /** A record has no more content than it has bytes. */
    private int plainSize() {
        return open ? Math.min(RECORD, received.remaining() + 1) : 0;
    }

    private void work() {
        working = true;
        try {
            executor.execute(() -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
                thread.run(() -> {
                    working = false;
                    advance();
                });
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The gateway stops in a handshake", e);
            session.closeNow();
        }
    }

    /** The client ended TLS, and with that the connection: what it sends from now on could come from anybody. */
    private void hangUp() {
        session.end();
        end();
        session.closeOnFlush();
    }

    private void fail(SSLException reason) {
        failures.log(session, reason);
        over = true;
        failed = true;
        received = NOTHING;
        session.end();
        try {
            send();
        } catch (SSLException e) {
            LOG.debug("An alert could not be sent", e);
        }
        failures.close(session);
        failures.count(session, reason);
    }

    /** Sends what the engine itself has to say. */
    private synchronized void send() throws SSLException {
        ByteBuffer records = records(NOTHING);
        if (records.hasRemaining()) {
            next.filterWrite(connection, new DefaultWriteRequest(IoBuffer.wrap(records)));
        }
    }

    private synchronized void open() {
        open = true;
        early.forEach(this::encrypt);
        early.clear();
    }

    /** Sends a reply; before the end of the handshake it waits for that. */
    synchronized void write(WriteRequest request) {
        if (open) {
            encrypt(request);
        } else if (early.size() < MOST_EARLY) {
            early.add(request);
        } else {
            session.closeNow();
        }
    }

    private void encrypt(WriteRequest request) {
        try {
            request.setMessage(IoBuffer.wrap(records(((IoBuffer) request.getMessage()).buf())));
            next.filterWrite(connection, request);
        } catch (SSLException e) {
            request.getFuture().setException(e);
        }
    }

    private synchronized void end() {
        if (open && !over) {
            over = true;
            engine.closeOutbound();
            try {
                send();
            } catch (SSLException e) {
                LOG.debug("close_notify could not be sent", e);
            }
        }
    }

    /** The records that are made of these bytes, with those of the engine in front. */
    private ByteBuffer records(ByteBuffer source) throws SSLException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        SSLEngineResult result;
        do {
            result = engine.wrap(source, record);
            all.write(record.array(), 0, record.position());
            record.clear();
        } while (result.getStatus() == Status.OK
                && (source.hasRemaining() || result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP));
        if (source.hasRemaining()) {
            throw new SSLException("TLS has ended: " + result.getStatus());
        }
        return ByteBuffer.wrap(all.toByteArray());
    }
}

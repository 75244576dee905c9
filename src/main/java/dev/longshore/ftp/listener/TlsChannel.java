package dev.longshore.ftp.listener;

import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.ControlThread;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
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

    private static final int HEADER = 5;
    private static final int LENGTH = 3;

    /** RFC 8446 §5.1: what has another kind or version is no TLS. */
    private static final int FIRST_KIND = 20;

    private static final int LAST_KIND = 24;
    private static final int MAJOR_VERSION = 3;

    /** How much may come before the handshake has got on: the largest message of one has 32 KiB in the JDK. */
    private static final int MOST_RECEIVED = 64 * 1024;

    /** How much a whole handshake may take: the client's certificates are the largest part. */
    private static final int MOST_OF_HANDSHAKE = 256 * 1024;

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
    private final Duration slowest;
    private final List<WriteRequest> early = new ArrayList<>(1);
    private ByteBuffer received = NOTHING;
    private boolean working;
    private boolean open;
    private volatile boolean over;
    private boolean failed;
    private int shaking;
    private int dropped;
    private int hollow;
    private long begun;

    /**
     * @param next    where bytes go from here, in both directions
     * @param slowest how long a record may take; after that the session ends, though bytes drip in
     */
    TlsChannel(
            IoSession connection,
            SSLEngine engine,
            NextFilter next,
            Executor executor,
            ControlThread thread,
            FailedHandshakes failures,
            Duration slowest) {
        this.connection = connection;
        this.session = ControlSession.of(connection);
        this.engine = engine;
        this.next = next;
        this.executor = executor;
        this.thread = thread;
        this.failures = failures;
        this.slowest = slowest;
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
        shaking += open ? 0 : in.remaining();
        keep(in.buf());
        if (received.remaining() > MOST_RECEIVED || shaking > MOST_OF_HANDSHAKE) {
            fail(new SSLException("Too much at once"));
        } else if (!working) {
            advance();
            limitRecord();
        }
    }

    /** A connection on which something comes is not idle. */
    private void limitRecord() {
        if (!received.hasRemaining()) {
            begun = 0;
        } else if (begun == 0) {
            begun = System.nanoTime();
        } else if (System.nanoTime() - begun > slowest.toNanos()) {
            fail(new SSLException("A record of TLS took too long"));
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
        int kept = received.remaining();
        if (received.capacity() - received.limit() < in.remaining()) {
            int least = kept + in.remaining();
            received = ByteBuffer.allocate(kept == 0 ? least : Math.max(least, 2 * kept))
                    .put(received)
                    .flip();
        }
        int end = received.limit();
        received.limit(end + in.remaining());
        received.put(end, in, in.position(), in.remaining());
        in.position(in.limit());
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
        HandshakeStatus status = status();
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
                yield isWhole() && unwrap();
            }
        };
    }

    /** Not while another thread says goodbye, which would look like a renegotiation. */
    private synchronized HandshakeStatus status() throws SSLException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (open
                && !over
                && status != HandshakeStatus.NOT_HANDSHAKING
                && !session.tls().isVersion13()) {
            throw new SSLException("Renegotiation is refused");
        }
        return status;
    }

    private boolean isShaken() {
        return !engine.getSession().getProtocol().equals("NONE");
    }

    private boolean unwrap() throws SSLException {
        ByteBuffer plain = ByteBuffer.allocate(open ? Math.min(RECORD, HEADER + length()) : 0);
        SSLEngineResult result = engine.unwrap(received, plain);
        if (!received.hasRemaining()) {
            received = NOTHING;
        }
        if (result.getStatus() == Status.CLOSED) {
            hangUp();
            return false;
        }
        begun = 0;
        if (result.getStatus() == Status.OK && result.bytesProduced() == 0 && open && ++hollow > MOST_HOLLOW) {
            throw new SSLException("Too many records without content");
        }
        if (result.bytesProduced() > 0) {
            next.messageReceived(connection, IoBuffer.wrap(plain.flip()));
        }
        return result.getStatus() == Status.OK;
    }

    /** Whether a whole record is there, or something that the engine will refuse: it waits for the rest of what begins as none does. */
    private boolean isWhole() throws SSLException {
        if (!received.hasRemaining()) {
            return false;
        }
        int kind = received.get(received.position());
        if (open && (kind < FIRST_KIND || kind > LAST_KIND)) {
            throw new SSLException("It sent what is no record of TLS");
        }
        if (received.remaining() < HEADER) {
            return false;
        }
        int version = received.get(received.position() + 1);
        return kind < FIRST_KIND
                || kind > LAST_KIND
                || version != MAJOR_VERSION
                || length() > RECORD
                || received.remaining() >= HEADER + length();
    }

    /** That of the next record, which has no more content than it has bytes. */
    private int length() {
        return Short.toUnsignedInt(received.getShort(received.position() + LENGTH));
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

    /** The engine is locked while a task of it runs, so it cannot be asked for an alert then: the I/O thread would wait. */
    private void fail(SSLException reason) {
        if (isOver()) {
            return;
        }
        SocketAddress client = session.getRemoteAddress();
        failures.log(session, reason);
        failed = true;
        received = NOTHING;
        session.end();
        if (working) {
            session.closeNow();
        } else {
            alert();
            failures.close(session);
        }
        failures.count(client, session, reason);
    }

    /** The client learns why. */
    private void alert() {
        try {
            send();
        } catch (SSLException e) {
            LOG.debug("An alert could not be sent", e);
        }
    }

    /** True when it was before; it is from now on. */
    private synchronized boolean isOver() {
        boolean before = over;
        over = true;
        return before;
    }

    /** Sends what the engine itself has to say. */
    private synchronized void send() throws SSLException {
        send(records(NOTHING));
    }

    private void send(ByteBuffer records) {
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
            ByteBuffer reply = ((IoBuffer) request.getMessage()).buf();
            ByteBuffer records = records(reply);
            if (reply.hasRemaining()) {
                send(records);
                throw new SSLException("TLS has ended");
            }
            request.setMessage(IoBuffer.wrap(records));
            next.filterWrite(connection, request);
        } catch (SSLException e) {
            request.getFuture().setException(e);
        }
    }

    private synchronized void end() {
        if (open && !isOver()) {
            engine.closeOutbound();
            try {
                send();
            } catch (SSLException e) {
                LOG.debug("close_notify could not be sent", e);
            }
        }
    }

    /**
     * The records that are made of these bytes, with those of the engine in front. In the middle of a handshake, and behind the end of
     * TLS, bytes are left.
     */
    private ByteBuffer records(ByteBuffer source) throws SSLException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        SSLEngineResult result;
        do {
            result = engine.wrap(source, record);
            all.write(record.array(), 0, record.position());
            record.clear();
        } while (result.getStatus() == Status.OK
                && result.bytesProduced() > 0
                && (source.hasRemaining() || result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP));
        return ByteBuffer.wrap(all.toByteArray());
    }
}

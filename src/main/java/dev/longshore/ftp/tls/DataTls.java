package dev.longshore.ftp.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jboss.logging.Logger;

/**
 * TLS over the socket of a data connection, whose reads and writes block. One thread uses it; another one may close the socket.
 *
 * <p>This is a loop of our own because a library answers every record at once, and an upload must not be answered (see
 * {@link ControlTls#accept}), and because an end with close_notify must be told from one without.
 */
public final class DataTls {
    private static final Logger LOG = Logger.getLogger(DataTls.class);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** What the largest record takes on the wire (RFC 5246 §6.2.3: 2^14 + 2048 + 5), rounded up. */
    private static final int RECORD = 18 * 1024;

    /** So many full records are received, or sent, by one call of the socket. */
    private static final int RECORDS = 4;

    /** Records without content, such as KeyUpdate, that are taken; each may cost memory until the upload has ended. */
    private static final int MOST_HOLLOW = 1024;

    /** How long we wait at the end of a download for the client's close_notify. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Socket socket;
    private final SSLEngine engine;
    private final InputStream in;
    private final OutputStream out;
    private ByteBuffer received = ByteBuffer.allocate(RECORD).limit(0);
    private ByteBuffer toSend = ByteBuffer.allocate(RECORD);
    private ByteBuffer rest = NOTHING;
    private int hollow;
    private boolean ended;

    DataTls(Socket socket, OutputStream out, SSLEngine engine) throws IOException {
        this.socket = socket;
        this.engine = engine;
        this.in = socket.getInputStream();
        this.out = out;
    }

    SSLSession session() {
        return engine.getSession();
    }

    /** @param holdTicket whether what is to be sent behind the handshake waits for the end */
    void handshake(boolean holdTicket, Duration limit) throws IOException {
        int silence = socket.getSoTimeout();
        socket.setTcpNoDelay(true);
        long deadline = System.nanoTime() + limit.toNanos();
        engine.beginHandshake();
        try {
            shakeHands(holdTicket, deadline);
        } catch (SSLException e) {
            sendAlert();
            throw e;
        }
        socket.setSoTimeout(silence);
    }

    private void shakeHands(boolean holdTicket, long deadline) throws IOException {
        while (true) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else if (status == HandshakeStatus.NEED_WRAP) {
                if (holdTicket && engine.getHandshakeSession() == null && ControlTls.isVersion13(engine)) {
                    return;
                }
                wrap(NOTHING);
            } else {
                send();
                if (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED) {
                    return;
                }
                readHandshake(deadline);
            }
        }
    }

    private void readHandshake(long deadline) throws IOException {
        Status status = engine.unwrap(received, NOTHING).getStatus();
        if (status == Status.CLOSED || status == Status.BUFFER_OVERFLOW) {
            throw new SSLException("The client broke off the handshake");
        }
        if (status == Status.BUFFER_UNDERFLOW && !receive(deadline)) {
            throw new SSLException("The client hung up in the handshake");
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** The peer learns why. */
    private void sendAlert() {
        try {
            for (int i = 0; i < RECORDS && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP; i++) {
                wrap(NOTHING);
                send();
            }
        } catch (IOException e) {
            LOG.debug("An alert could not be sent", e);
        }
    }

    /**
     * What the client sends. Its end is that of TLS (close_notify); an end without it is {@link Truncated}, every other breach of TLS an
     * {@link IOException}.
     */
    public InputStream input() {
        return new Input();
    }

    /** What the client gets. */
    public OutputStream output() {
        return new Output();
    }

    /** Ends an upload that the client has ended: sends what was held back, and close_notify, and closes. */
    public void endUpload() throws IOException {
        sayEnd();
        socket.shutdownOutput();
        socket.close();
    }

    /** Ends a download: sends close_notify, and gives the client a moment for its own, so that it sees no reset. */
    public void endDownload() throws IOException {
        sayEnd();
        socket.shutdownOutput();
        try {
            awaitEnd(System.nanoTime() + FAREWELL.toNanos());
        } catch (IOException e) {
            LOG.debugf("A client did not end its TLS: %s", e.getMessage());
        }
        socket.close();
    }

    /** Ends an upload that is refused. For a moment the client may send, so that it sees no reset, and reads the reply. */
    void endRefusedUpload() {
        try {
            sayEnd();
            socket.shutdownOutput();
            awaitEnd(System.nanoTime() + FAREWELL.toNanos());
        } catch (IOException e) {
            LOG.debugf("A client whose upload was refused did not end it: %s", e.getMessage());
        }
    }

    private void sayEnd() throws IOException {
        engine.closeOutbound();
        while (!engine.isOutboundDone()) {
            Status status = wrap(NOTHING);
            send();
            if (status == Status.CLOSED) {
                return;
            }
        }
    }

    private void awaitEnd(long deadline) throws IOException {
        ByteBuffer dropped = ByteBuffer.allocate(RECORD);
        while (!engine.isInboundDone()) {
            dropped.clear();
            SSLEngineResult result = engine.unwrap(received, dropped);
            Status status = result.getStatus();
            boolean more = status == Status.BUFFER_UNDERFLOW ? receive(deadline) : result.bytesConsumed() > 0;
            if (status == Status.CLOSED || !more) {
                return;
            }
        }
    }

    /** Adds one record to what is to be sent, which is sent before where there is no room. */
    private Status wrap(ByteBuffer source) throws IOException {
        Status status = engine.wrap(source, toSend).getStatus();
        if (status != Status.BUFFER_OVERFLOW) {
            return status;
        }
        send();
        return engine.wrap(source, toSend).getStatus();
    }

    private void send() throws IOException {
        if (toSend.position() > 0) {
            out.write(toSend.array(), 0, toSend.position());
            toSend.clear();
        }
    }

    private boolean receive(long deadline) throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("TLS took too long");
        }
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
        return receive();
    }

    /** Receives what is there, at least a byte; false at the end of the connection. */
    private boolean receive() throws IOException {
        received.compact();
        if (!received.hasRemaining()) {
            received.flip();
            throw new SSLException("A record of TLS is too long");
        }
        int count = in.read(received.array(), received.position(), received.remaining());
        if (count > 0) {
            received.position(received.position() + count);
        }
        boolean full = !received.hasRemaining();
        received.flip();
        if (full && received.capacity() < RECORDS * RECORD) {
            received = ByteBuffer.wrap(Arrays.copyOf(received.array(), RECORDS * RECORD))
                    .limit(received.limit());
        }
        return count >= 0;
    }

    private int read(ByteBuffer target) throws IOException {
        int before = target.position();
        while (!ended && target.hasRemaining()) {
            SSLEngineResult result = engine.unwrap(received, target);
            Status status = result.getStatus();
            boolean some = target.position() > before;
            if (status == Status.CLOSED || engine.isInboundDone()) {
                ended = true;
            } else if (status == Status.OK) {
                requireContent(result);
            } else if (some) {
                break;
            } else if (status == Status.BUFFER_OVERFLOW) {
                return readRecord(target);
            } else if (!receive()) {
                throw received.hasRemaining() ? new SSLException("It ended within a record of TLS") : new Truncated();
            }
        }
        int count = target.position() - before;
        return count == 0 && ended ? -1 : count;
    }

    /** A record that the reader has no room for. */
    private int readRecord(ByteBuffer target) throws IOException {
        ByteBuffer whole = rest.capacity() == 0 ? ByteBuffer.allocate(RECORD) : rest.clear();
        rest = NOTHING;
        int count = read(whole);
        rest = whole.flip();
        return count < 0 ? count : takeRest(target);
    }

    private int takeRest(ByteBuffer target) {
        int count = Math.min(rest.remaining(), target.remaining());
        target.put(rest.slice(rest.position(), count));
        rest.position(rest.position() + count);
        return count;
    }

    /** Refuses a renegotiation (TLS 1.2), and bounds what is no content. KeyUpdate is answered before we next send (RFC 8446 §4.6.3). */
    private void requireContent(SSLEngineResult result) throws SSLException {
        boolean version13 = ControlTls.isVersion13(engine);
        if (!version13 && result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            throw new SSLException("Renegotiation is refused");
        }
        if (result.bytesProduced() > 0) {
            hollow = version13 ? hollow : 0;
        } else if (++hollow > MOST_HOLLOW) {
            throw new SSLException("Too many records of TLS without content");
        }
    }

    private void write(ByteBuffer source) throws IOException {
        if (source.remaining() > RECORD && toSend.capacity() < RECORDS * RECORD) {
            toSend = ByteBuffer.allocate(RECORDS * RECORD);
        }
        while (source.hasRemaining()) {
            if (wrap(source) == Status.CLOSED) {
                throw new SSLException("TLS of the data connection has ended");
            }
        }
        send();
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            ByteBuffer free = ByteBuffer.wrap(target, offset, length);
            return rest.hasRemaining() ? takeRest(free) : DataTls.this.read(free);
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            DataTls.this.write(ByteBuffer.wrap(source, offset, length));
        }
    }
}

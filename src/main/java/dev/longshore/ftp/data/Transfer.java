package dev.longshore.ftp.data;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.ftp.tls.DataTls;
import dev.longshore.ftp.tls.NotResumed;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One use of a data connection, from the command that asked for it to its final reply. The thread that runs the command
 * moves the bytes; any other may {@linkplain #abort() abort}. Whoever is first decides: an aborted transfer cannot be
 * committed, and one that is being committed is no longer aborted.
 */
public final class Transfer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Transfer.class);

    /** The octets that are deflated at once; a flush sends what there is. */
    private static final int DEFLATED = 8 * 1024;

    private enum State {
        RUNNING,
        COMMITTING,
        ABORTED,
        ENDED
    }

    private final DataEndpoint endpoint;
    private final boolean compressed;
    private final Bandwidth.Share share;

    @Nullable
    private final DataProtection protection;

    private final Thread runner = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private boolean running = true;
    private volatile long bytes;
    private volatile long writingSince;

    /** What STAT says instead of the bytes; null for nothing. */
    @Nullable
    private volatile String activity;

    @Nullable
    private volatile Socket socket;

    @Nullable
    private DataTls tls;

    private boolean uploads;
    private boolean truncated;

    @Nullable
    private DeflaterOutputStream deflated;

    @Nullable
    private Deflater deflater;

    @Nullable
    private Inflater inflater;

    /** A transfer without limits. */
    Transfer(DataEndpoint endpoint, boolean compressed) {
        this(endpoint, compressed, new Bandwidth(Bandwidth.Rates.NONE).share("", Bandwidth.Rates.NONE));
    }

    /**
     * @param compressed whether bytes go over the connection deflated (MODE Z)
     * @param share      how fast they may go; ends with the transfer
     */
    public Transfer(DataEndpoint endpoint, boolean compressed, Bandwidth.Share share) {
        this(endpoint, compressed, share, null);
    }

    /** @param protection how the connection gets TLS; null for a connection in clear */
    public Transfer(
            DataEndpoint endpoint, boolean compressed, Bandwidth.Share share, @Nullable DataProtection protection) {
        this.share = share;
        this.endpoint = endpoint;
        this.compressed = compressed;
        this.protection = protection;
    }

    /**
     * Connects.
     *
     * @param silence how long a read may wait for the peer
     * @throws Failure {@code DATA_CONNECTION_NOT_OPENED}
     */
    public void open(Duration silence) {
        try {
            Socket connected = endpoint.connect();
            socket = connected;
            connected.setSoTimeout((int) Math.min(Integer.MAX_VALUE, silence.toMillis()));
            connected.setKeepAlive(true);
        } catch (IOException e) {
            throw new Failure(FailureKind.DATA_CONNECTION_NOT_OPENED, "Data connection: " + e.getMessage(), e);
        }
        requireNotAborted();
    }

    /**
     * What the client sends. Its read errors are {@link IOException}s: a reset, an end of TLS without close_notify, and in MODE Z an end
     * before the end of the deflated stream. TLS begins here, behind 150.
     *
     * @throws Failure {@code DATA_NOT_SECURED}, {@code DATA_SESSION_NOT_RESUMED}
     */
    public InputStream input() throws IOException {
        uploads = true;
        InputStream socketInput = protection == null
                ? requireOpen().getInputStream()
                : protection.input(secure(protection), () -> truncated = true);
        InputStream in = share.upload().limits() ? new ThrottledInput(socketInput, share.upload()) : socketInput;
        if (!compressed) {
            return in;
        }
        inflater = new Inflater();
        return new InflatedInput(in, inflater);
    }

    /**
     * What the client gets. TLS begins here, behind 150.
     *
     * @throws Failure {@code DATA_NOT_SECURED}, {@code DATA_SESSION_NOT_RESUMED}
     */
    public OutputStream output() throws IOException {
        OutputStream watched =
                protection == null ? watchedOutput() : secure(protection).output();
        OutputStream out = share.download().limits() ? new ThrottledOutput(watched, share.download()) : watched;
        if (!compressed) {
            return out;
        }
        deflater = new Deflater();
        DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater, DEFLATED, true);
        deflated = deflating;
        return deflating;
    }

    private DataTls secure(DataProtection agreed) {
        try {
            DataTls made = agreed.accept(requireOpen(), watchedOutput(), uploads);
            tls = made;
            return made;
        } catch (NotResumed e) {
            throw new Failure(FailureKind.DATA_SESSION_NOT_RESUMED, e.getMessage(), e);
        } catch (IOException e) {
            throw new Failure(FailureKind.DATA_NOT_SECURED, "TLS of a data connection: " + e.getMessage(), e);
        }
    }

    /** True for an upload that ended without close_notify of TLS, and may. */
    public boolean isTruncated() {
        return truncated;
    }

    /** Counts bytes, for STAT. */
    public void moved(int count) {
        bytes += count;
    }

    /** How many bytes of the file were moved so far; in MODE Z the connection carries fewer. */
    public long bytes() {
        return bytes;
    }

    /** Says for STAT how far work is that moves no bytes. */
    public void tell(String doing) {
        activity = doing;
    }

    /** What is going on, and how far it is, in words for STAT. */
    public String activity() {
        String told = activity;
        return told == null ? "Transferring, " + bytes + " bytes so far" : told;
    }

    /** How long the client has not taken what is being written to it. Reads have a time limit of their own. */
    public Duration stalled() {
        long since = writingSince;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /**
     * Says that the connection is open, unless the transfer was aborted before.
     *
     * @throws Failure {@code TRANSFER_BROKEN} when it was
     */
    public synchronized void announce(Runnable opening) {
        requireNotAborted();
        opening.run();
    }

    /**
     * Makes the outcome final: from here on nothing aborts the transfer.
     *
     * @throws Failure {@code TRANSFER_BROKEN} when it was aborted before
     */
    public void beginCommit() {
        if (!state.compareAndSet(State.RUNNING, State.COMMITTING)) {
            throw aborted();
        }
    }

    /**
     * Stops the transfer, whatever its thread is waiting for.
     *
     * @return false when it is too late: the outcome is being made final, or is
     */
    public boolean abort() {
        synchronized (this) {
            if (!state.compareAndSet(State.RUNNING, State.ABORTED)) {
                return false;
            }
            if (running) {
                runner.interrupt();
            }
        }
        endpoint.close();
        reset();
        return true;
    }

    public boolean isAborted() {
        return state.get() == State.ABORTED;
    }

    /**
     * Ends the data connection in order, so that the peer sees the end of the stream, and makes the outcome final behind it: a client that
     * does not take the end can be got rid of.
     *
     * @throws Failure {@code TRANSFER_BROKEN} when the transfer was aborted before
     */
    public void complete() throws IOException {
        finish();
        beginCommit();
    }

    private void finish() throws IOException {
        Socket open = requireOpen();
        if (deflated != null) {
            deflated.finish();
        }
        if (tls == null) {
            open.shutdownOutput();
            open.close();
        } else if (uploads) {
            tls.endUpload();
        } else {
            tls.endDownload();
        }
    }

    /** Ends the data connection in order after the client has ended it; what goes wrong then has no meaning any more. */
    public void acknowledgeEnd() {
        try {
            finish();
        } catch (IOException e) {
            LOG.debug("A data connection that the client had ended did not close in order", e);
        }
    }

    /** Lets go of the connection and the port. A connection that was not finished is reset: its peer sees a failure. */
    @Override
    public void close() {
        synchronized (this) {
            running = false;
            state.compareAndSet(State.RUNNING, State.ENDED);
            state.compareAndSet(State.COMMITTING, State.ENDED);
            if (isAborted()) {
                Thread.interrupted();
            }
        }
        endpoint.close();
        reset();
        share.close();
        if (deflater != null) {
            deflater.end();
        }
        if (inflater != null) {
            inflater.end();
        }
    }

    /** @throws Failure {@code TRANSFER_BROKEN} when the transfer was aborted */
    public void requireNotAborted() {
        if (isAborted()) {
            throw aborted();
        }
    }

    private void reset() {
        Socket open = socket;
        if (open == null || open.isClosed()) {
            return;
        }
        try {
            open.setSoLinger(true, 0);
        } catch (SocketException e) {
            LOG.debug("A data connection was gone before it was reset", e);
        }
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("A data connection did not close", e);
        }
    }

    private OutputStream watchedOutput() throws IOException {
        return new WatchedOutput(requireOpen().getOutputStream());
    }

    private Socket requireOpen() {
        Socket open = socket;
        if (open == null) {
            throw new IllegalStateException("The data connection is not open");
        }
        return open;
    }

    private static Failure aborted() {
        return new Failure(FailureKind.TRANSFER_BROKEN, "The transfer was aborted");
    }

    /** Knows since when a write has waited for the client. */
    private final class WatchedOutput extends FilterOutputStream {
        WatchedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] source, int offset, int count) throws IOException {
            writingSince = System.nanoTime();
            try {
                out.write(source, offset, count);
            } finally {
                writingSince = 0;
            }
        }
    }
}

package dev.longshore.ftp.session;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.ftp.data.DataEndpoint;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.reply.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;

/** One control connection and what its client has set up: FtpServer's session, with our queue and data connections. */
public final class ControlSession extends FtpIoSession {
    private static final AttributeKey KEY = new AttributeKey(ControlSession.class, "session");

    private final CommandQueue queue;
    private final Duration dataSilence;
    private boolean extendedPassiveOnly;
    private long restartOffset;

    @Nullable
    private DataEndpoint endpoint;

    @Nullable
    private volatile Transfer transfer;

    private ControlSession(
            IoSession wrapped,
            FtpServerContext context,
            Executor executor,
            BiConsumer<ControlSession, CommandTurn> handler,
            Duration dataSilence) {
        super(wrapped, context);
        this.queue =
                new CommandQueue(executor, (request, turn) -> handler.accept(this, new CommandTurn(request, turn)));
        this.dataSilence = dataSilence;
    }

    /** Makes the session of a new connection. */
    public static ControlSession attach(
            IoSession wrapped,
            FtpServerContext context,
            Executor executor,
            BiConsumer<ControlSession, CommandTurn> handler,
            Duration dataSilence) {
        ControlSession session = new ControlSession(wrapped, context, executor, handler, dataSilence);
        wrapped.setAttribute(KEY, session);
        return session;
    }

    /** The session of a connection. */
    public static ControlSession of(IoSession wrapped) {
        return (ControlSession) wrapped.getAttribute(KEY);
    }

    /** A command and its right to reply. */
    public record CommandTurn(Request request, CommandQueue.Turn turn) {}

    public CommandQueue queue() {
        return queue;
    }

    /** Sends a reply; may be called by any thread. */
    public void send(Reply reply) {
        write(reply);
    }

    /** The address by which the client reached us. */
    public InetAddress localHost() {
        return ((InetSocketAddress) getLocalAddress()).getAddress();
    }

    public InetAddress clientHost() {
        return ((InetSocketAddress) getRemoteAddress()).getAddress();
    }

    /**
     * A file of the user's tree, there or not.
     *
     * @param name as the client wrote it; null for the working directory
     */
    public FtpFile file(@Nullable String name) {
        try {
            return name == null
                    ? getFileSystemView().getWorkingDirectory()
                    : getFileSystemView().getFile(name);
        } catch (FtpException e) {
            throw new Failure(FailureKind.BACKEND_FAILED, "The file system refused a name", e);
        }
    }

    /** A file of the user's tree that can do what {@code ability} says. */
    public <T> T file(@Nullable String name, Class<T> ability) {
        FtpFile file = file(name);
        if (!ability.isInstance(file)) {
            throw new Failure(
                    FailureKind.NOT_IMPLEMENTED, file.getAbsolutePath() + " is no " + ability.getSimpleName());
        }
        return ability.cast(file);
    }

    /** RFC 3659 §5: where the next transfer begins, in bytes. Kept until a transfer takes it. */
    public void restartAt(long offset) {
        restartOffset = offset;
    }

    /** The restart offset, which then is 0 again. */
    public long takeRestartOffset() {
        long offset = restartOffset;
        restartOffset = 0;
        return offset;
    }

    /** RFC 2428 §4: after EPSV ALL the other ways to a data connection are refused. */
    public void allowExtendedPassiveOnly() {
        extendedPassiveOnly = true;
    }

    public boolean isExtendedPassiveOnly() {
        return extendedPassiveOnly;
    }

    /** Where the next data connection comes from; the endpoint before is closed. */
    public void useEndpoint(DataEndpoint next) {
        dropEndpoint();
        endpoint = next;
    }

    public boolean hasEndpoint() {
        return endpoint != null;
    }

    public void dropEndpoint() {
        DataEndpoint before = endpoint;
        endpoint = null;
        if (before != null) {
            before.close();
        }
    }

    /**
     * Begins a transfer over the agreed endpoint, which is used up. From now on ABOR and a lost control connection stop it.
     *
     * @throws Failure {@code TRANSFER_BROKEN} when ABOR waits already, or the client is gone
     */
    public Transfer beginTransfer() {
        DataEndpoint agreed = endpoint;
        if (agreed == null) {
            throw new Failure(FailureKind.DATA_CONNECTION_NOT_OPENED, "No data connection was agreed on");
        }
        endpoint = null;
        Transfer begun = new Transfer(agreed);
        transfer = begun;
        if (queue.awaits("ABOR") || !isConnected()) {
            begun.abort();
        }
        return begun;
    }

    /** Ends what {@link #beginTransfer()} began. */
    public void endTransfer(Transfer ended) {
        ended.close();
        if (transfer == ended) {
            transfer = null;
        }
    }

    /** Stops the transfer in progress; false when there is none, or its outcome is being made final. */
    public boolean abortTransfer() {
        Transfer running = transfer;
        if (running == null || !running.abort()) {
            return false;
        }
        transfer = null;
        return true;
    }

    /** The transfer that is in progress. */
    @Nullable
    public Transfer transfer() {
        return transfer;
    }

    /** How long a data connection may be silent. */
    public Duration dataSilence() {
        return dataSilence;
    }

    /** True while the control connection is up, as far as the network has told. */
    public boolean isAlive() {
        return isConnected() && !isClosing();
    }
}

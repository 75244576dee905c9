package dev.longshore.ftp.session;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.ListingStyle;
import dev.longshore.files.MountedUser;
import dev.longshore.files.TransferRules;
import dev.longshore.ftp.data.Bandwidth;
import dev.longshore.ftp.data.DataEndpoint;
import dev.longshore.ftp.data.DataProtection;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.listing.Fact;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.reply.ReplyPart;
import dev.longshore.ftp.tls.ControlTls;
import dev.longshore.users.sessions.Seat;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.ftpserver.ftplet.DataType;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One control connection and what its client has set up: FtpServer's session, with our queue and data connections. */
public final class ControlSession extends FtpIoSession {
    private static final Logger AUDIT = Logger.getLogger("dev.longshore.audit");
    private static final AttributeKey KEY = new AttributeKey(ControlSession.class, "session");
    private static final List<String> ATTRIBUTES_OF_A_LOGIN = Stream.of(
                    "user", "login-time", "file-system", "rename-from", "file-offset", "data-type")
            .map(name -> ATTRIBUTE_PREFIX + name)
            .toList();

    private final CommandQueue queue;
    private final ControlThread thread;
    private final Duration dataSilence;
    private boolean ended;
    private int mistakes;
    private boolean extendedPassiveOnly;
    private boolean compressed;
    private long restartOffset;
    private long announced;
    private Set<Fact> facts = Fact.shownAtFirst();
    private HashAlgorithm hashAlgorithm = HashAlgorithm.SHA_256;

    @Nullable
    private ListingStyle listingStyle;

    private volatile WireCharset charset = WireCharset.UTF_8;
    private WireCharset charsetOfUser = WireCharset.UTF_8;
    private boolean utf8Chosen;
    private DataPolicy policy = DataPolicy.NONE;

    @Nullable
    private volatile InetSocketAddress proxiedClient;

    @Nullable
    private volatile InetSocketAddress proxiedServer;

    /** TLS of the control connection, from 234 on. */
    @Nullable
    private volatile ControlTls tls;

    /** What begins behind the reply to AUTH. */
    @Nullable
    private ControlTls agreedTls;

    private volatile boolean heldForTls;
    private volatile DataSecurity dataSecurity = DataSecurity.NONE;

    private Supplier<Bandwidth.Share> shares =
            () -> new Bandwidth(Bandwidth.Rates.NONE).share("", Bandwidth.Rates.NONE);

    private Supplier<Future<?>> loginTimer = () -> CompletableFuture.completedFuture(null);

    @Nullable
    private volatile Future<?> loginDeadline;

    private volatile LoginState login = LoginState.UNNAMED;

    @Nullable
    private Seat seat;

    @Nullable
    private DataEndpoint endpoint;

    @Nullable
    private volatile Transfer transfer;

    private ControlSession(
            IoSession wrapped,
            FtpServerContext context,
            Executor executor,
            BiConsumer<ControlSession, CommandTurn> handler,
            ControlThread thread,
            Duration dataSilence) {
        super(wrapped, context);
        this.queue =
                new CommandQueue(executor, (request, turn) -> handler.accept(this, new CommandTurn(request, turn)));
        this.thread = thread;
        this.dataSilence = dataSilence;
    }

    /** Makes the session of a new connection. */
    public static ControlSession attach(
            IoSession wrapped,
            FtpServerContext context,
            Executor executor,
            BiConsumer<ControlSession, CommandTurn> handler,
            ControlThread thread,
            Duration dataSilence) {
        ControlSession session = new ControlSession(wrapped, context, executor, handler, thread, dataSilence);
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

    /** A proxy tells for whom it connects, and to which address that client connected. */
    public void standsFor(InetSocketAddress client, InetSocketAddress server) {
        proxiedClient = client;
        proxiedServer = server;
    }

    /** The client's own address, also behind a proxy. */
    @Override
    public SocketAddress getRemoteAddress() {
        InetSocketAddress proxied = proxiedClient;
        return proxied == null ? super.getRemoteAddress() : proxied;
    }

    /** The address that the client connected to, also behind a proxy. */
    @Override
    public SocketAddress getLocalAddress() {
        InetSocketAddress proxied = proxiedServer;
        return proxied == null ? super.getLocalAddress() : proxied;
    }

    /** The address of this machine on which the connection ended, where data connections are listened for. */
    public InetAddress listeningHost() {
        return ((InetSocketAddress) super.getLocalAddress()).getAddress();
    }

    /** What ends the session when nobody has logged in in time; begins now, and again with REIN. */
    public void limitLogin(Supplier<Future<?>> timer) {
        loginTimer = timer;
        loginDeadline = timer.get();
    }

    /** How many lines of this session that count as a mistake there are with this one. */
    public int countMistake() {
        return ++mistakes;
    }

    /** The place among the sessions of its user, which is given back with the login, or now when the connection is gone. */
    public synchronized void occupy(Seat taken) {
        if (ended) {
            taken.leave();
        } else {
            seat = taken;
        }
    }

    private synchronized void leaveSeat() {
        Seat taken = seat;
        seat = null;
        if (taken != null) {
            taken.leave();
        }
    }

    private void cancelLoginDeadline() {
        Future<?> deadline = loginDeadline;
        loginDeadline = null;
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    /** AUTH has been read: nothing more is, until it has been answered (RFC 4217 §4). Called on the I/O thread. */
    public void holdForTls() {
        heldForTls = true;
        suspendRead();
    }

    /** True from AUTH to its reply, while nothing that was sent behind it in clear can have been read. */
    public boolean isHeldForTls() {
        return heldForTls;
    }

    /** AUTH has been answered; reading may go on. */
    public void releaseHold() {
        heldForTls = false;
    }

    /**
     * The control connection becomes TLS behind the reply that is sent next, and nothing is left of what came before.
     *
     * @param data what holds for data connections at first
     */
    public void agreeOnTls(ControlTls agreed, DataSecurity data) {
        reinitialize();
        agreedTls = agreed;
        dataSecurity = data;
    }

    /** Begins the TLS that was agreed on, if one was. */
    public void beginAgreedTls() {
        ControlTls agreed = agreedTls;
        if (agreed != null) {
            agreedTls = null;
            tls = agreed;
        }
    }

    /** The control connection is TLS from its first byte on (implicit), and so are data connections. */
    public void beginTls(ControlTls begun) {
        tls = begun;
        dataSecurity = DataSecurity.PRIVATE;
    }

    /** The TLS of the control connection; null while that is in clear. */
    @Nullable
    public ControlTls tls() {
        return tls;
    }

    @Override
    public boolean isSecure() {
        return tls != null;
    }

    /** What PBSZ and PROT have set (RFC 2228 §3). */
    public DataSecurity dataSecurity() {
        return dataSecurity;
    }

    public void useDataSecurity(DataSecurity chosen) {
        dataSecurity = chosen;
    }

    /** From here on lines are in the user's charset, unless the client has asked for UTF-8. */
    @Override
    public void setUser(User user) {
        super.setUser(user);
        charsetOfUser = user instanceof MountedUser mounted ? WireCharset.of(mounted.charset()) : WireCharset.UTF_8;
        charset = utf8Chosen ? WireCharset.UTF_8 : charsetOfUser;
        cancelLoginDeadline();
    }

    /** How far the login has come. */
    public LoginState login() {
        return login;
    }

    public void login(LoginState next) {
        login = next;
    }

    /** The user has gone on to another tree: nothing is left of what was said about files of the one before. */
    public void changeTree(FileSystemView view, User user) {
        FileSystemView before = getFileSystemView();
        setLogin(view);
        setUser(user);
        setRenameFrom(null);
        restartOffset = 0;
        announced = 0;
        if (before != null) {
            before.dispose();
        }
    }

    /** In what lines come, and replies and listings go. */
    public WireCharset charset() {
        return charset;
    }

    /** OPTS UTF8 ON: names are in UTF-8, whatever the user's charset is. */
    public void useUtf8() {
        utf8Chosen = true;
        charset = WireCharset.UTF_8;
    }

    /** OPTS UTF8 OFF: names are in the user's charset; false when that is UTF-8, or nobody has logged in. */
    public boolean useCharsetOfUser() {
        if (charsetOfUser.isUtf8()) {
            return false;
        }
        utf8Chosen = false;
        charset = charsetOfUser;
        return true;
    }

    /** RFC 959 REIN: nothing is left of the login and its parameters; the connection stays. */
    @Override
    public void reinitialize() {
        FileSystemView view = getFileSystemView();
        if (view != null) {
            view.dispose();
        }
        ATTRIBUTES_OF_A_LOGIN.forEach(this::removeAttribute);
        login = LoginState.UNNAMED;
        leaveSeat();
        dropEndpoint();
        extendedPassiveOnly = false;
        compressed = false;
        restartOffset = 0;
        announced = 0;
        facts = Fact.shownAtFirst();
        listingStyle = null;
        hashAlgorithm = HashAlgorithm.SHA_256;
        charset = WireCharset.UTF_8;
        charsetOfUser = WireCharset.UTF_8;
        utf8Chosen = false;
        cancelLoginDeadline();
        limitLogin(loginTimer);
    }

    /** RFC 3659 §7.9: the facts that MLST and MLSD show. */
    public Set<Fact> facts() {
        return facts;
    }

    public void showFacts(Set<Fact> chosen) {
        facts = chosen;
    }

    /** How the lines of LIST look: as the client has chosen, else as the user's record says. */
    public ListingStyle listingStyle() {
        return listingStyle == null ? rules().listing() : listingStyle;
    }

    public void useListingStyle(ListingStyle chosen) {
        listingStyle = chosen;
    }

    /** draft-bryan-ftpext-hash §3.3: what HASH computes. */
    public HashAlgorithm hashAlgorithm() {
        return hashAlgorithm;
    }

    public void useHashAlgorithm(HashAlgorithm algorithm) {
        hashAlgorithm = algorithm;
    }

    /** True when transfers of files convert line ends now: in TYPE A, which RFC 959 begins with, for a user who wants it. */
    public boolean convertsLines() {
        return getDataType() == DataType.ASCII && rules().convertsLines();
    }

    /** What holds for transfers of the user who has logged in. */
    public TransferRules rules() {
        return getUser() instanceof MountedUser user ? user.rules() : TransferRules.NONE;
    }

    /** RFC 959 ALLO: how many bytes the client says that its next upload has. Kept until an upload takes it. */
    public void announceUpload(long bytes) {
        announced = bytes;
    }

    /** What ALLO has told, which then is forgotten; 0 without it. */
    public long takeAnnounced() {
        long bytes = announced;
        announced = 0;
        return bytes;
    }

    /** MODE Z: data connections are deflated. */
    public boolean isCompressed() {
        return compressed;
    }

    public void compress(boolean on) {
        compressed = on;
    }

    /**
     * Sends inner lines of a reply, and waits until the client has taken them.
     *
     * @throws Failure {@code TRANSFER_BROKEN} when it does not; the session is closed then
     */
    public void sendPart(ReplyPart part) {
        WriteFuture written = write(part);
        if (!written.awaitUninterruptibly(dataSilence.toMillis()) || !written.isWritten()) {
            closeNow();
            throw new Failure(FailureKind.TRANSFER_BROKEN, "The client does not take a reply");
        }
    }

    /** How fast the transfers of this login may be; asked for each. */
    public void limitTransfers(Supplier<Bandwidth.Share> share) {
        shares = share;
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
     * @throws Failure {@code TRANSFER_BROKEN} in an abandoned command whose login REIN has ended
     */
    public FtpFile file(@Nullable String name) {
        return fileNamed(name == null ? "" : charset.nameOf(name));
    }

    /**
     * A file of the user's tree, there or not.
     *
     * @param name as the tree has it; empty for the working directory
     */
    public FtpFile fileNamed(String name) {
        FileSystemView view = getFileSystemView();
        if (view == null) {
            throw new Failure(FailureKind.TRANSFER_BROKEN, "The login is over");
        }
        try {
            return name.isEmpty() ? view.getWorkingDirectory() : view.getFile(name);
        } catch (FtpException e) {
            throw new Failure(FailureKind.BACKEND_FAILED, "The file system refused a name", e);
        }
    }

    /** The path of a file, as it stands in a reply. */
    public String shownPath(FtpFile file) {
        return charset.shown(file.getAbsolutePath());
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
    public synchronized void useEndpoint(DataEndpoint next) {
        dropEndpoint();
        if (ended) {
            next.close();
        } else {
            endpoint = next;
        }
    }

    public synchronized boolean hasEndpoint() {
        return endpoint != null;
    }

    public synchronized void dropEndpoint() {
        DataEndpoint before = endpoint;
        endpoint = null;
        if (before != null) {
            before.close();
        }
    }

    /** The connection is gone: stops what runs, and holds nothing any more. */
    public synchronized void end() {
        ended = true;
        cancelLoginDeadline();
        queue.clear();
        abortTransfer();
        dropEndpoint();
        leaveSeat();
    }

    private synchronized DataEndpoint takeEndpoint() {
        DataEndpoint agreed = endpoint;
        endpoint = null;
        if (agreed == null) {
            throw new Failure(FailureKind.DATA_CONNECTION_NOT_OPENED, "No data connection was agreed on");
        }
        return agreed;
    }

    /**
     * Begins a transfer over the agreed endpoint, which is used up. From now on ABOR and a lost control connection stop it.
     *
     * @throws Failure {@code TRANSFER_BROKEN} when ABOR waits already, or the client is gone
     */
    public Transfer beginTransfer() {
        ControlTls control = tls;
        boolean secured = control != null && dataSecurity == DataSecurity.PRIVATE;
        return begin(takeEndpoint(), compressed, secured ? new DataProtection(control, this::acceptsTruncation) : null);
    }

    private boolean acceptsTruncation() {
        return rules().acceptsTruncation().orElseGet(() -> policy.acceptsTruncation(clientHost()));
    }

    /**
     * What tells the audit log of an upload that ended without close_notify of TLS, once that is published. Whose it is, is asked now:
     * behind the commit nothing may fail.
     */
    public Runnable truncation(FtpFile file, long bytes) {
        String line = String.format(
                "User %s at %s: upload of %s ended without close_notify of TLS, and was taken for whole with %d bytes"
                        + " (truncation: lenient)",
                getUser().getName(), clientHost().getHostAddress(), file.getAbsolutePath(), bytes);
        return () -> AUDIT.warn(line);
    }

    /** What the listener wants of data connections. */
    public void followPolicy(DataPolicy wanted) {
        policy = wanted;
    }

    /** True when data connections of this session must be TLS. */
    public boolean refusesClearData() {
        return policy.refusesClear(getUser());
    }

    /** True when the next data connection would be refused, since it would be in clear. */
    public boolean lacksDataSecurity() {
        return dataSecurity != DataSecurity.PRIVATE && refusesClearData();
    }

    /**
     * Begins work on files for which no data connection is needed, such as a checksum or a rename. ABOR and a lost control connection stop
     * it as they stop a transfer.
     *
     * @throws Failure {@code TRANSFER_BROKEN} when ABOR waits already, or the client is gone
     */
    public Transfer beginReading() {
        return begin(DataEndpoint.NONE, false, null);
    }

    private Transfer begin(DataEndpoint agreed, boolean deflated, @Nullable DataProtection protection) {
        Transfer begun = new Transfer(agreed, deflated, shares.get(), protection);
        transfer = begun;
        heldForTls = false;
        if (isReadSuspended()) {
            thread.run(this::resumeRead);
        }
        if (queue.awaits("ABOR") || !isConnected()) {
            begun.abort();
        }
        return begun;
    }

    /** Ends what {@link #beginTransfer()} or {@link #beginReading()} began. */
    public void endTransfer(Transfer ended) {
        ended.close();
        refreshTicket();
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
        refreshTicket();
        transfer = null;
        return true;
    }

    /** For the next data connection; goes out with the next reply. */
    private void refreshTicket() {
        ControlTls secured = tls;
        if (secured != null && dataSecurity == DataSecurity.PRIVATE) {
            secured.refreshTicket();
        }
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

    /**
     * True while the control connection is up. Everything that has arrived on it by now is handled first, so that a client that ended
     * both its connections is seen to be gone, and one that sent ABOR is heard.
     */
    public boolean isAlive() {
        return thread.catchUp() && isConnected() && !isClosing();
    }
}

package dev.longshore.ftp.listener;

import dev.longshore.failure.Failure;
import dev.longshore.ftp.command.CommandTable;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.CommandQueue;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.ControlSession.CommandTurn;
import dev.longshore.ftp.session.ControlThread;
import dev.longshore.ftp.session.DataPolicy;
import dev.longshore.ftp.session.Request;
import dev.longshore.ftp.session.Timers;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.defender.Offence;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.jboss.logging.Logger;

/**
 * Takes the lines of all sessions from the I/O thread and never blocks it: a command is queued behind the others of its session
 * and runs on the executor. In a transfer ABOR, STAT and NOOP are answered at once (RFC 959 §4.1.3), and a lost control connection
 * stops the transfer.
 */
final class Dispatcher extends IoHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final AttributeKey ENTERED = new AttributeKey(Dispatcher.class, "entered");

    /** Verbs of the RFCs that are answered 502 rather than 500. */
    private static final Set<String> KNOWN =
            Set.of("ADAT", "AUTH", "CCC", "CONF", "ENC", "LPRT", "LPSV", "MFCT", "MFF", "MIC", "PBSZ", "PROT", "SMNT");

    /** What counts against one who has not logged in; our own last word, which takes the same way, does not. */
    private static final Set<Replies> MISTAKES =
            EnumSet.of(Replies.LINE_TOO_LONG, Replies.NOT_UTF8, Replies.UNKNOWN_COMMAND, Replies.NOT_LOGGED_IN);

    /** How many mistakes a session may make before they count. */
    private static final int FREE_MISTAKES = 10;

    /** Reading stops while so many commands wait, or so many characters of them. */
    private static final int MOST_WAITING = 64;

    private static final int MOST_WAITING_CHARACTERS = 32 * 1024;

    /** Commands stop while so many bytes of replies are not taken by the client. */
    private static final int MOST_UNSENT = 64 * 1024;

    /** How long a client that takes nothing may hold a connection that we have closed. */
    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    private final FtpServerContext context;
    private final CommandTable commands;
    private final Executor executor;
    private final Door door;
    private final Defender defender;
    private final Timers timers;
    private final Patience patience;
    private final Reply greeting;
    private final ControlThread thread;
    private final DataPolicy dataPolicy;

    /**
     * How long a client may take.
     *
     * @param idle  without a command
     * @param login until it has logged in
     */
    record Patience(Duration idle, Duration login) {}

    /** @param thread the I/O thread */
    Dispatcher(
            FtpServerContext context,
            CommandTable commands,
            Executor executor,
            Door door,
            Defender defender,
            Timers timers,
            Patience patience,
            Reply greeting,
            ControlThread thread,
            DataPolicy dataPolicy) {
        this.context = context;
        this.commands = commands;
        this.executor = executor;
        this.door = door;
        this.defender = defender;
        this.timers = timers;
        this.patience = patience;
        this.greeting = greeting;
        this.thread = thread;
        this.dataPolicy = dataPolicy;
    }

    @Override
    public void sessionCreated(IoSession connection) {
        ControlSession session =
                ControlSession.attach(connection, context, executor, this::run, thread, patience.idle());
        session.followPolicy(dataPolicy);
        session.limitLogin(() -> timers.after(patience.login(), () -> {
            if (!session.isLoggedIn()) {
                close(session, Replies.LOGIN_TOO_SLOW);
                defender.offend(session.clientHost(), Offence.SLOW_LOGIN);
            }
        }));
    }

    /** With a proxy in front this comes when its header has been read. */
    @Override
    public void sessionOpened(IoSession connection) {
        ControlSession session = ControlSession.of(connection);
        Replies refusal = door.enter(session.clientHost());
        if (refusal == null) {
            connection.setAttribute(ENTERED);
            session.send(greeting);
        } else if (!session.isClosing()) {
            close(session, refusal);
        }
    }

    @Override
    public void messageReceived(IoSession connection, Object message) {
        ControlSession session = ControlSession.of(connection);
        if (session.isClosing()) {
            return;
        }
        Request request = (Request) message;
        if (session.isHeldForTls() && session.transfer() != null) {
            session.releaseHold();
            session.resumeRead();
        }
        if (session.transfer() != null && answeredAtOnce(session, request)) {
            return;
        }
        if (isPrompt(request) && session.queue().runAtOnce(request)) {
            return;
        }
        int waiting = session.queue().add(request);
        if (request.verb().equals("ABOR")
                && session.transfer() != null
                && session.queue().remove(request)) {
            abort(session, request);
        } else if (waiting > MOST_WAITING || session.queue().characters() > MOST_WAITING_CHARACTERS) {
            hold(session);
        }
    }

    @Override
    public void messageSent(IoSession connection, Object message) {
        resumeIfTaken(ControlSession.of(connection));
    }

    /** A lost control connection: its transfer ends at once, and an upload is not published. */
    @Override
    public void sessionClosed(IoSession connection) {
        ControlSession session = ControlSession.of(connection);
        session.end();
        if (connection.removeAttribute(ENTERED) != null) {
            door.leave(session.clientHost());
        }
    }

    @Override
    public void sessionIdle(IoSession connection, IdleStatus status) {
        ControlSession session = ControlSession.of(connection);
        Transfer transfer = session.transfer();
        boolean working =
                transfer == null ? session.queue().isBusy() : transfer.stalled().compareTo(patience.idle()) < 0;
        if (!working) {
            close(session, Replies.IDLE);
        }
    }

    @Override
    public void exceptionCaught(IoSession connection, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debugf("Control connection of %s broke: %s", connection.getRemoteAddress(), cause.getMessage());
        } else {
            LOG.errorf(cause, "Control connection of %s", connection.getRemoteAddress());
        }
        connection.closeNow();
    }

    /**
     * Says 421 and ends the session. A transfer of it is stopped; a command that cannot be stopped, such as an upload that is being
     * made final, is waited for, so that 421 never stands for something that was done.
     */
    void close(ControlSession session, Replies reason) {
        CommandQueue queue = session.queue();
        queue.clear();
        boolean stopped = queue.abandon(
                () -> session.transfer() == null ? !queue.isBusy() : session.abortTransfer(),
                () -> finish(session, reason.with()));
        if (!stopped) {
            queue.add(Request.answeredWith(reason));
            queue.resume();
        }
    }

    private void finish(ControlSession session, Reply reply) {
        session.send(reply);
        TlsChannel.end(session);
        session.closeOnFlush();
        Future<?> deadline = timers.after(LAST_WORD, session::closeNow);
        session.getCloseFuture().addListener(closed -> deadline.cancel(false));
    }

    private boolean isPrompt(Request request) {
        FtpCommand command = request.fault() == null ? commands.getCommand(request.verb()) : null;
        return command != null && command.isPrompt();
    }

    /** Runs on an I/O thread: STAT with a path would ask S3, and waits for its turn. */
    private boolean answeredAtOnce(ControlSession session, Request request) {
        return switch (request.verb()) {
            case "ABOR" -> abort(session, request);
            case "NOOP" -> sendAtOnce(session, request);
            case "STAT" -> request.argument() == null && sendAtOnce(session, request);
            default -> false;
        };
    }

    private boolean sendAtOnce(ControlSession session, Request request) {
        session.send(answer(session, request));
        if (session.getScheduledWriteBytes() > MOST_UNSENT) {
            endFlood(session);
        }
        return true;
    }

    /** 426 for the transfer, 226 for ABOR. One whose outcome is being made final is waited for, as any other command. */
    private boolean abort(ControlSession session, Request request) {
        boolean aborted = session.queue().abandon(session::abortTransfer, () -> {
            session.send(Replies.TRANSFER_ABORTED.with());
            session.send(Replies.ABORT_OKAY.with());
        });
        if (!aborted && session.queue().add(request) > MOST_WAITING) {
            hold(session);
        }
        return true;
    }

    /** Too many lines wait: reading stops; in a transfer, where a lost connection must be seen, the session ends instead. */
    private void hold(ControlSession session) {
        if (session.transfer() != null) {
            endFlood(session);
            return;
        }
        session.suspendRead();
        resumeReading(session);
    }

    private void endFlood(ControlSession session) {
        if (!session.isClosing()) {
            close(session, Replies.FLOODED);
            defender.offend(session.clientHost(), Offence.FLOOD);
        }
    }

    private static void resumeReading(ControlSession session) {
        if (session.isHeldForTls()) {
            return;
        }
        CommandQueue queue = session.queue();
        boolean few = queue.size() < MOST_WAITING / 2 && queue.characters() < MOST_WAITING_CHARACTERS / 2;
        if (session.isReadSuspended() && (few || session.transfer() != null)) {
            session.resumeRead();
        }
    }

    private void run(ControlSession session, CommandTurn command) {
        Reply reply = answer(session, command.request());
        command.turn().reply(() -> {
            send(session, reply);
            session.beginAgreedTls();
        });
        if (command.request().verb().equals("AUTH")) {
            session.releaseHold();
        }
        if (session.isReadSuspended()) {
            thread.run(() -> resumeReading(session));
        }
    }

    private void send(ControlSession session, Reply reply) {
        if (reply.endsSession()) {
            session.queue().clear();
            finish(session, reply);
            return;
        }
        session.send(reply);
        if (session.getScheduledWriteBytes() > MOST_UNSENT) {
            session.queue().pause();
            resumeIfTaken(session);
        }
    }

    private static void resumeIfTaken(ControlSession session) {
        if (session.getScheduledWriteBytes() < MOST_UNSENT / 2) {
            session.queue().resume();
        }
    }

    private Reply answer(ControlSession session, Request line) {
        Request request = line.in(session.charset());
        if (request.fault() != null) {
            return mistaken(session, request.fault());
        }
        FtpCommand command = commands.getCommand(request.verb());
        if (command == null) {
            return KNOWN.contains(request.verb())
                    ? Replies.NOT_IMPLEMENTED.with()
                    : mistaken(session, Replies.UNKNOWN_COMMAND);
        }
        if (!session.isLoggedIn() && !command.isAllowedBeforeLogin()) {
            return mistaken(session, Replies.NOT_LOGGED_IN);
        }
        if (command.needsArgument() && request.argument() == null) {
            return Replies.ARGUMENT_NEEDED.with();
        }
        if (!request.verb().equals("RNTO")) {
            session.setRenameFrom(null);
        }
        return answer(session, request, command);
    }

    /** What a stranger sends may be no FTP at all. A client that is too new for us tries a few verbs, and is let off. */
    private Reply mistaken(ControlSession session, Replies reply) {
        if (!session.isLoggedIn() && MISTAKES.contains(reply)) {
            if (reply == Replies.LINE_TOO_LONG) {
                defender.offend(session.clientHost(), Offence.OVERLONG_LINE);
            } else if (session.countMistake() > FREE_MISTAKES) {
                defender.offend(session.clientHost(), Offence.BAD_COMMAND);
            }
        }
        return reply.with();
    }

    private static Reply answer(ControlSession session, Request request, FtpCommand command) {
        try {
            return command.answer(session, request);
        } catch (Failure e) {
            if (e.kind().isOfTheStore()) {
                LOG.warnf("%s failed: %s", request, e.getMessage());
            }
            LOG.debugf(e, "%s failed", request);
            return Replies.of(e.kind(), false).with();
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "%s failed", request);
            return Replies.INTERNAL_ERROR.with();
        }
    }
}

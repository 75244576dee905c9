package dev.longshore.ftp.listener;

import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Timers;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.defender.Offence;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log why the TLS of control connections failed, and counts it against clients. A client that has broken it off by an alert, as
 * one does that distrusts our certificate, has done nothing to be counted.
 */
final class FailedHandshakes {
    private static final Logger LOG = Logger.getLogger(FailedHandshakes.class);
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();

    /** How many lines there are in a window. */
    private static final int MOST_LINES = 20;

    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    /** What the JDK says of an alert that came from the other side. */
    private static final String ALERT_OF_THE_CLIENT = "Received fatal alert";

    private final Defender defender;
    private final Timers timers;
    private long begun = System.nanoTime();
    private int lines;
    private int untold;

    FailedHandshakes(Defender defender, Timers timers) {
        this.defender = defender;
        this.timers = timers;
    }

    /**
     * Counts it against the client, which may close its connections.
     *
     * @param client where it came from; null where it had gone before that could be asked
     */
    void count(@Nullable SocketAddress client, ControlSession session, SSLException reason) {
        boolean ofTheClient = String.valueOf(reason.getMessage()).contains(ALERT_OF_THE_CLIENT);
        if (client instanceof InetSocketAddress from && !session.isLoggedIn() && !ofTheClient) {
            defender.offend(from.getAddress(), Offence.BROKEN_TLS);
        }
    }

    /**
     * Closes a connection whose client has been sent an alert, which it may not have read. What else it sends meanwhile would reset the
     * connection if that were closed at once, and it would never learn why.
     */
    void close(ControlSession session) {
        Future<?> deadline = timers.after(LAST_WORD, session::closeNow);
        session.getCloseFuture().addListener(closed -> deadline.cancel(false));
    }

    synchronized void log(ControlSession session, SSLException reason) {
        long now = System.nanoTime();
        if (now - begun >= WINDOW) {
            if (untold > 0) {
                LOG.infof("TLS of %d further control connections failed", untold);
            }
            begun = now;
            lines = 0;
            untold = 0;
        }
        if (lines < MOST_LINES) {
            lines++;
            LOG.infof(
                    "TLS of the control connection of %s failed: %s", session.getRemoteAddress(), reason.getMessage());
        } else {
            untold++;
        }
    }
}

package dev.longshore.users;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does something again and again on a thread of its own, with a pause behind each time. */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final ScheduledExecutorService thread;

    private Rounds(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /** @param name of the thread */
    public static Rounds start(String name, Duration pause, Runnable round) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(() -> go(name, round), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return new Rounds(thread);
    }

    /** What is thrown would end all further rounds. */
    private static void go(String name, Runnable round) {
        try {
            round.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "A round of %s failed", name);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

package dev.longshore.ftp.listener;

import dev.longshore.ftp.session.ControlThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * MINA's I/O thread for all control connections, which can also be asked to catch up: a client that ended its control connection
 * and then its data connection must be known to be gone before its upload is published, though the network told both at once.
 */
final class ControlProcessor extends NioProcessor implements ControlThread {
    /** The thread ends with the last session; nobody can answer then, and no session is left that could be alive. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<Void>> next = new ArrayList<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    ControlProcessor(Executor executor) {
        super(executor);
    }

    @Override
    public void run(Runnable task) {
        tasks.add(task);
        wakeup();
    }

    /**
     * MINA looks only at what has not been begun when it goes on reading: the rest of a reply that was sent in part would wait until
     * there is another one. It sends 3 KiB at a time, so that is no rare case.
     */
    @Override
    public void updateTrafficControl(NioSession session) {
        super.updateTrafficControl(session);
        if (session.getCurrentWriteRequest() != null) {
            flush(session);
        }
    }

    @Override
    public boolean catchUp() {
        CompletableFuture<Void> caughtUp = new CompletableFuture<>();
        asked.add(caughtUp);
        wakeup();
        try {
            caughtUp.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            asked.remove(caughtUp);
            return false;
        }
    }

    /** Called once a round; what was asked before one round of reading is answered before the next. */
    @Override
    protected int select(long timeout) throws Exception {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        next.forEach(caughtUp -> caughtUp.complete(null));
        next.clear();
        for (CompletableFuture<Void> caughtUp = asked.poll(); caughtUp != null; caughtUp = asked.poll()) {
            next.add(caughtUp);
        }
        if (!next.isEmpty()) {
            wakeup();
        }
        return super.select(timeout);
    }
}

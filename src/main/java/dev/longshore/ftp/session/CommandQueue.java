package dev.longshore.ftp.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one session: they run one after another, in order, and a thread is used only while there is one to run. A
 * command that is {@linkplain #abandon abandoned} may still be unwinding while the next one runs, but can no longer reply.
 */
public final class CommandQueue {
    private final Executor executor;
    private final BiConsumer<Request, Turn> handler;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private boolean paused;

    @Nullable
    private Turn current;

    /**
     * @param executor where commands run; they may block
     * @param handler  runs a command; replies through its turn
     */
    public CommandQueue(Executor executor, BiConsumer<Request, Turn> handler) {
        this.executor = executor;
        this.handler = handler;
    }

    /** Appends a command. Returns how many wait now. */
    public synchronized int add(Request request) {
        waiting.add(request);
        startIfIdle();
        return waiting.size();
    }

    /**
     * Runs a command that waits for nothing at once on this thread, where it is the next one. That saves handing it to another thread.
     *
     * @return false, and nothing is done, when others run or wait
     */
    public boolean runAtOnce(Request request) {
        Turn turn = new Turn();
        synchronized (this) {
            if (current != null || paused || !waiting.isEmpty()) {
                return false;
            }
            current = turn;
        }
        try {
            handler.accept(request, turn);
        } finally {
            leave(turn);
        }
        return true;
    }

    public synchronized int size() {
        return waiting.size();
    }

    /** How long the arguments of the commands that wait are together. */
    public synchronized long characters() {
        return waiting.stream()
                .mapToLong(request ->
                        request.argument() == null ? 0 : request.argument().length())
                .sum();
    }

    /** True while a command runs. */
    public synchronized boolean isBusy() {
        return current != null;
    }

    /** True when a command of that verb waits for its turn. */
    public synchronized boolean awaits(String verb) {
        return waiting.stream().anyMatch(request -> request.verb().equals(verb));
    }

    /** Takes a command that waits back; false when it has begun. */
    public synchronized boolean remove(Request request) {
        return waiting.remove(request);
    }

    /** Drops the commands that wait; the running one goes on. */
    public synchronized void clear() {
        waiting.clear();
    }

    /** Stops taking commands after the running one, until {@link #resume()}. */
    public synchronized void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        startIfIdle();
    }

    /**
     * Takes the turn from the running command, replies in its stead, and lets the next one begin. The command cannot reply
     * between the attempt to stop it and the replies.
     *
     * @param stop tries to stop the command; must not block
     * @return what {@code stop} said; when that is false nothing else is done
     */
    public synchronized boolean abandon(BooleanSupplier stop, Runnable replies) {
        if (!stop.getAsBoolean()) {
            return false;
        }
        current = null;
        replies.run();
        startIfIdle();
        return true;
    }

    private void startIfIdle() {
        if (current == null && !paused && !waiting.isEmpty()) {
            Turn turn = new Turn();
            current = turn;
            executor.execute(() -> run(turn));
        }
    }

    private void run(Turn turn) {
        for (Request next = next(turn); next != null; next = next(turn)) {
            boolean done = false;
            try {
                handler.accept(next, turn);
                done = true;
            } finally {
                if (!done) {
                    leave(turn);
                }
            }
        }
    }

    /** A handler that throws must not stop the commands behind it. */
    private synchronized void leave(Turn turn) {
        if (current == turn) {
            current = null;
            startIfIdle();
        }
    }

    @Nullable
    private synchronized Request next(Turn turn) {
        if (current != turn) {
            return null;
        }
        Request next = paused ? null : waiting.poll();
        if (next == null) {
            current = null;
        }
        return next;
    }

    /** The right to reply. */
    public final class Turn {
        private Turn() {}

        /** Does what is given, unless the turn was taken away. */
        public void reply(Runnable write) {
            synchronized (CommandQueue.this) {
                if (current == this) {
                    write.run();
                }
            }
        }
    }
}

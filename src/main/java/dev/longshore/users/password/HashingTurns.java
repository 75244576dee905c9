package dev.longshore.users.password;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.Collections;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Who may compare a password with a hash now: half of the processors at once, in the order of a {@link WaitingLine}. A turn that ended with
 * a wrong password rests before it is used again, so that a storm of wrong ones takes a tenth of the processors and no more; a turn that
 * ended with a right one does not.
 */
final class HashingTurns {
    private static final Logger LOG = Logger.getLogger(HashingTurns.class);

    /** What wrong passwords may take of all processors. */
    private static final double SHARE_OF_WRONG = 0.1;

    private static final long BETWEEN_LINES = TimeUnit.MINUTES.toNanos(1);
    private static final int KIBIBYTE = 1024;

    private final long patience;
    private final double rest;
    private final Semaphore memory;
    private final WaitingLine<Turn> turns;
    private final AtomicLong told = new AtomicLong(System.nanoTime() - BETWEEN_LINES);

    /** @param freeFrom when it has rested, by {@link System#nanoTime()} */
    private record Turn(long freeFrom) {}

    /**
     * @param memory   what all comparisons at once may need, in bytes
     * @param patience how long one may wait, in nanoseconds
     * @param waiting  how many may wait; each has a thread
     */
    HashingTurns(int processors, long memory, long patience, int waiting) {
        int count = Math.max(1, processors / 2);
        this.patience = patience;
        this.rest = count / (SHARE_OF_WRONG * processors) - 1;
        this.memory = new Semaphore(kibibytes(memory), true);
        this.turns = new WaitingLine<>(waiting, Collections.nCopies(count, new Turn(System.nanoTime())));
    }

    /**
     * @param address    where the client is
     * @param needed     the bytes that the comparison needs
     * @param comparison true when the password was right
     * @throws Failure of the kind LOGINS_BUSY when too many wait, or it took too long until it was this one's turn
     */
    boolean compare(String address, long needed, BooleanSupplier comparison) {
        long deadline = System.nanoTime() + patience;
        try {
            Turn turn = turns.take(address, deadline).orElseThrow(() -> busy("too many wait"));
            return inTurn(turn, Math.max(1, kibibytes(needed)), deadline, comparison);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("the gateway stops");
        }
    }

    private boolean inTurn(Turn turn, int needed, long deadline, BooleanSupplier comparison)
            throws InterruptedException {
        long freeFrom = turn.freeFrom();
        try {
            if (freeFrom - deadline > 0) {
                throw busy("it would have taken too long");
            }
            TimeUnit.NANOSECONDS.sleep(freeFrom - System.nanoTime());
            if (!memory.tryAcquire(needed, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw busy("memory is short");
            }
            try {
                long begin = System.nanoTime();
                boolean right = comparison.getAsBoolean();
                long end = System.nanoTime();
                freeFrom = right ? end : end + (long) (rest * (end - begin));
                return right;
            } finally {
                memory.release(needed);
            }
        } finally {
            turns.give(new Turn(freeFrom));
        }
    }

    private Failure busy(String why) {
        String sentence = "Too many passwords are to be compared with hashes: " + why;
        long now = System.nanoTime();
        long last = told.get();
        if (now - last >= BETWEEN_LINES && told.compareAndSet(last, now)) {
            LOG.warnf("Logins are refused with 421. %s", sentence);
        }
        return new Failure(FailureKind.LOGINS_BUSY, sentence);
    }

    private static int kibibytes(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes / KIBIBYTE);
    }
}

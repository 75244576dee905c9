package dev.longshore.ftp.data;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the limits allow one direction of one transfer: it waits for a quantum and uses it up in as many reads or writes as it likes. Used
 * by one thread, which an interrupt wakes.
 */
final class Throttle implements AutoCloseable {
    private final List<RateLimit> limits;
    private final int quantum;
    private int allowed;

    /** @param limits those that hold together; none for a transfer without limit */
    Throttle(List<RateLimit> limits) {
        this.limits = List.copyOf(limits);
        this.quantum = limits.stream().mapToInt(RateLimit::quantum).min().orElse(0);
    }

    /** False when nothing is ever waited for. */
    boolean limits() {
        return quantum > 0;
    }

    /**
     * How many bytes may move now, waited for.
     *
     * @param wanted 1 or more
     * @return 1 to {@code wanted}
     * @throws Failure {@code TRANSFER_BROKEN} when the thread is interrupted; nothing is held then
     */
    int await(int wanted) {
        if (allowed == 0) {
            for (int i = 0; i < limits.size(); i++) {
                takeOrGiveBack(i);
            }
            allowed = quantum;
        }
        return Math.min(wanted, allowed);
    }

    /** Says how many of the bytes that {@link #await} allowed have moved. */
    void moved(int count) {
        allowed -= count;
    }

    /** Gives back what was not used. */
    @Override
    public void close() {
        limits.forEach(limit -> limit.giveBack(allowed));
        allowed = 0;
    }

    private void takeOrGiveBack(int index) {
        try {
            long wait = limits.get(index).take(quantum);
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
        } catch (InterruptedException e) {
            limits.subList(0, index + 1).forEach(limit -> limit.giveBack(quantum));
            Thread.currentThread().interrupt();
            throw new Failure(FailureKind.TRANSFER_BROKEN, "A transfer was stopped while it waited for its turn", e);
        }
    }
}

package dev.longshore.users;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Leaves a service alone for a moment after it has failed, so that not every login waits for it. */
public final class Outage {
    private static final Duration REST = Duration.ofSeconds(2);

    private final LongSupplier nanos;

    @Nullable
    private volatile Failed last;

    /** @param at in the nanoseconds of the clock */
    private record Failed(RuntimeException cause, long at) {}

    public Outage() {
        this(System::nanoTime);
    }

    Outage(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @throws Failure {@code USER_STORE_DOWN} when the service has failed less than 2 seconds ago */
    public void check() {
        Failed failed = last;
        if (failed != null && nanos.getAsLong() - failed.at() < REST.toNanos()) {
            throw new Failure(FailureKind.USER_STORE_DOWN, failed.cause().getMessage(), failed.cause());
        }
    }

    public void begins(RuntimeException cause) {
        last = new Failed(cause, nanos.getAsLong());
    }

    public void ends() {
        last = null;
    }
}

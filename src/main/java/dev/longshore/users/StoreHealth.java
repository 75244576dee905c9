package dev.longshore.users;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** Whether a store of users can tell: one line in the log when it no longer can, and one when it can again. */
public final class StoreHealth {
    private static final Logger LOG = Logger.getLogger(StoreHealth.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String store;

    /** Since when it cannot tell, as {@link System#nanoTime}; null while it can. */
    private final AtomicReference<Long> downSince = new AtomicReference<>();

    private final LongAdder failures = new LongAdder();

    /** @param store how the log calls it */
    public StoreHealth(String store) {
        this.store = store;
    }

    public void answers() {
        Long since = downSince.get() == null ? null : downSince.getAndSet(null);
        if (since != null) {
            LOG.infof(
                    "The users of %s can be read again, after %d seconds",
                    store, (System.nanoTime() - since) / NANOS_PER_SECOND);
        }
    }

    public void fails(Exception cause) {
        failures.increment();
        if (downSince.compareAndSet(null, System.nanoTime())) {
            LOG.errorf(
                    "The users of %s cannot be read; those known before may log in for a while: %s",
                    store, cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
    }

    public boolean isDown() {
        return downSince.get() != null;
    }

    /** How often it could not tell, since the start. */
    public long failures() {
        return failures.sum();
    }
}

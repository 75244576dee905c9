package dev.longshore.ftp.data;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rates of this process and of its users, in bytes a second over data connections, each way for itself. All transfers of a user share
 * the user's rates; users without a transfer take no memory here.
 */
public final class Bandwidth {
    private final Limits process;
    private final LongSupplier clock;
    private final ConcurrentHashMap<String, Sharing> users = new ConcurrentHashMap<>();

    /**
     * Two rates.
     *
     * @param upload   from clients, in bytes a second; empty for no limit
     * @param download to clients, in bytes a second; empty for no limit
     */
    public record Rates(OptionalLong upload, OptionalLong download) {
        /** No limit. */
        public static final Rates NONE = new Rates(OptionalLong.empty(), OptionalLong.empty());
    }

    private record Limits(
            @Nullable RateLimit upload, @Nullable RateLimit download) {}

    private record Sharing(Rates rates, Limits limits, int transfers) {}

    /** @param process what holds for all transfers together */
    public Bandwidth(Rates process) {
        this(process, System::nanoTime);
    }

    Bandwidth(Rates process, LongSupplier clock) {
        this.clock = clock;
        this.process = limits(process);
    }

    /** The share of one transfer, which ends when it is closed. */
    public Share share(String user, Rates rates) {
        if (rates.equals(Rates.NONE)) {
            return new Share(new Limits(null, null), () -> {});
        }
        Sharing sharing = users.compute(
                user,
                (name, before) -> before == null || !before.rates().equals(rates)
                        ? new Sharing(rates, limits(rates), before == null ? 1 : before.transfers() + 1)
                        : new Sharing(rates, before.limits(), before.transfers() + 1));
        return new Share(sharing.limits(), () -> leave(user));
    }

    /** How many users have transfers. */
    int users() {
        return users.size();
    }

    private Limits limits(Rates rates) {
        return new Limits(limit(rates.upload()), limit(rates.download()));
    }

    @Nullable
    private RateLimit limit(OptionalLong rate) {
        return rate.isPresent() ? new RateLimit(rate.getAsLong(), clock) : null;
    }

    private void leave(String user) {
        users.computeIfPresent(
                user,
                (name, sharing) -> sharing.transfers() == 1
                        ? null
                        : new Sharing(sharing.rates(), sharing.limits(), sharing.transfers() - 1));
    }

    /** What one transfer may move. */
    public final class Share implements AutoCloseable {
        private final Throttle upload;
        private final Throttle download;
        private final Runnable leaving;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Share(Limits own, Runnable leaving) {
            this.leaving = leaving;
            this.upload = new Throttle(present(own.upload(), process.upload()));
            this.download = new Throttle(present(own.download(), process.download()));
        }

        Throttle upload() {
            return upload;
        }

        Throttle download() {
            return download;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                upload.close();
                download.close();
                leaving.run();
            }
        }
    }

    private static List<RateLimit> present(@Nullable RateLimit own, @Nullable RateLimit all) {
        List<RateLimit> present = new ArrayList<>(2);
        if (own != null) {
            present.add(own);
        }
        if (all != null) {
            present.add(all);
        }
        return present;
    }
}

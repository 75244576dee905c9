package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.Capabilities.Known;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What is done beside the transfers, one thing after another on one thread: finding out what the endpoint can do, looking at the buckets
 * and their lifecycles, and the janitor's rounds.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    /** What is being tried out is cleared away first; an S3 that does not answer is not waited for any longer. */
    private static final int CLOSING_SECONDS = 5;

    private final S3Client client;
    private final Folder own;
    private final Optional<URI> endpoint;
    private final S3Settings settings;
    private final Places places;
    private final Set<String> lifecycles = new HashSet<>();
    private final Janitor janitor;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Capabilities> first = new CompletableFuture<>();
    private volatile Capabilities latest = new Capabilities(Map.of());

    /**
     * @param places   where users get at; the first is where all keys of the gateway are, and those of users who have no mounts
     * @param endpoint the address of an S3 that is not AWS
     */
    Upkeep(
            S3Client client,
            OpenUploads open,
            BlockSpace blocks,
            Places places,
            Optional<URI> endpoint,
            S3Settings settings) {
        this.client = client;
        this.own = places.own();
        this.endpoint = endpoint;
        this.settings = settings;
        this.places = places;
        this.janitor =
                new Janitor(client, open, blocks, places, settings.janitor().olderThan());
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread upkeep = new Thread(task, "s3-upkeep");
            upkeep.setDaemon(true);
            return upkeep;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Begins, once; the bucket should answer by now.
     *
     * @param renames finishes those that were left behind
     * @param minute  what else is done each minute
     */
    void begin(Runnable renames, Runnable minute) {
        if (begun.compareAndSet(false, true)) {
            thread.execute(this::probe);
            if (settings.janitor().enabled()) {
                thread.execute(() -> lookAtLifecycle(own.bucket()));
                thread.execute(() -> janitor.sweep(own));
                thread.execute(renames);
                thread.execute(() -> places.all().stream().skip(1).forEach(this::look));
            }
            thread.scheduleWithFixedDelay(janitor::retry, 1, 1, TimeUnit.MINUTES);
            thread.scheduleWithFixedDelay(minute, 1, 1, TimeUnit.MINUTES);
            thread.scheduleWithFixedDelay(() -> round(renames), 1, 1, TimeUnit.HOURS);
        }
    }

    /** A place that is new is looked at now, or when all of this begins. Asks nothing of S3 itself. */
    void lookAfter(Place place) {
        if (places.add(place) && settings.janitor().enabled() && begun.get()) {
            try {
                thread.execute(() -> look(place));
            } catch (RejectedExecutionException e) {
                LOG.debug("The process stops; places are looked at when it starts", e);
            }
        }
    }

    /** Looks at what only its user can reach, in its turn. */
    void lookOnce(Runnable look) {
        if (settings.janitor().enabled() && begun.get()) {
            try {
                thread.execute(look);
            } catch (RejectedExecutionException e) {
                LOG.debug("The process stops; what is left behind is looked at when it starts", e);
            }
        }
    }

    /**
     * What the endpoint can do; waits until that is known.
     *
     * @throws Failure {@code TRANSFER_BROKEN} when the wait is interrupted
     */
    Capabilities capabilities() {
        if (first.isDone()) {
            return latest;
        }
        try {
            first.get();
            return latest;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(FailureKind.TRANSFER_BROKEN, "Aborted before it was known what S3 can do", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** What the endpoint can do, tried once more. */
    Capabilities probed() {
        return CapabilityProbe.run(client, own.bucket(), own.prefix(), settings.capabilities());
    }

    /** A place that only some users need keeps nobody else from working. */
    private void look(Place place) {
        BucketCheck check =
                BucketCheck.of(client, place.folder(), "longshore.users.config.NAME.mounts[N].bucket", endpoint);
        if (!check.usable()) {
            LOG.warnf("Users whose mounts are in %s cannot use them. %s", place.folder(), check.sentence());
        } else if (place.written()) {
            lookAtLifecycle(place.folder().bucket());
            janitor.sweep(place.folder());
        }
    }

    /** Once for each bucket. The embedded service has no lifecycles. */
    private void lookAtLifecycle(String bucket) {
        if (lifecycles.add(bucket) && !settings.embedded()) {
            LOG.info(LifecycleCheck.of(client, bucket));
        }
    }

    private void round(Runnable renames) {
        if (latest.knowsAny(Known.UNKNOWN)) {
            probe();
        }
        if (settings.janitor().enabled()) {
            janitor.sweep();
            renames.run();
        }
    }

    private void probe() {
        try {
            latest = probed();
            LOG.infof("What S3 can do for bucket %s:%n%s", own.bucket(), latest.table());
        } catch (RuntimeException e) {
            LOG.warn("What S3 can do could not be found out", e);
        } finally {
            first.complete(latest);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        first.complete(latest);
    }
}

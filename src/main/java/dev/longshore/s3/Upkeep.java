package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.Capabilities.Known;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What is done beside the transfers, one thing after another on one thread: finding out what the endpoint can do, looking at the bucket's
 * lifecycle, and the janitor's rounds.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    /** What is being tried out is cleared away first; an S3 that does not answer is not waited for any longer. */
    private static final int CLOSING_SECONDS = 5;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final S3Settings settings;
    private final Janitor janitor;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Capabilities> first = new CompletableFuture<>();
    private volatile Capabilities latest = new Capabilities(Map.of());

    /** @param prefix what all keys of the gateway begin with; empty, or ends with a slash */
    Upkeep(S3Client client, OpenUploads open, String bucket, String prefix, S3Settings settings) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.settings = settings;
        this.janitor =
                new Janitor(client, open, bucket, prefix, settings.janitor().olderThan());
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
     */
    void begin(Runnable renames) {
        if (begun.compareAndSet(false, true)) {
            thread.execute(this::probe);
            if (settings.janitor().enabled()) {
                thread.execute(this::lookAtLifecycle);
                thread.execute(janitor::sweep);
                thread.execute(renames);
            }
            thread.scheduleWithFixedDelay(janitor::retry, 1, 1, TimeUnit.MINUTES);
            thread.scheduleWithFixedDelay(() -> round(renames), 1, 1, TimeUnit.HOURS);
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
        return CapabilityProbe.run(client, bucket, prefix, settings.capabilities());
    }

    /** The embedded service has no lifecycles. */
    private void lookAtLifecycle() {
        if (!settings.embedded()) {
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
            LOG.infof("What S3 can do for bucket %s:%n%s", bucket, latest.table());
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

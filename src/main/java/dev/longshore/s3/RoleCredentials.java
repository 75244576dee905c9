package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The keys of a role, as long as they are used: five minutes before they end a request begins to renew them and does not wait for it. Only
 * where there are none, or they end within a minute, requests wait. No thread and no timer is theirs, so that those nobody uses cost
 * nothing.
 */
final class RoleCredentials implements AwsCredentialsProvider {
    private static final Logger LOG = Logger.getLogger(RoleCredentials.class);
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration LATE = Duration.ofMinutes(1);

    /** For keys that live shorter than is usual: these parts of their life. */
    private static final int EARLY_PART = 3;

    private static final int LATE_PART = 10;

    /** After a refusal nothing is asked for so long. */
    private static final Duration REST = Duration.ofSeconds(2);

    private final SessionRole role;
    private final Supplier<Credentials> assume;
    private final Executor renewals;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean renewing = new AtomicBoolean();

    @Nullable
    private volatile Held held;

    @Nullable
    private volatile Refusal refusal;

    private volatile Instant used;

    /**
     * @param early from when on they are renewed
     * @param late  from when on nobody uses them any more
     */
    private record Held(AwsSessionCredentials keys, Instant early, Instant late) {
        static Held of(Credentials told, Instant now) {
            AwsSessionCredentials keys =
                    AwsSessionCredentials.create(told.accessKeyId(), told.secretAccessKey(), told.sessionToken());
            Duration life = Duration.between(now, told.expiration());
            return new Held(
                    keys,
                    told.expiration().minus(shorter(EARLY, life.dividedBy(EARLY_PART))),
                    told.expiration().minus(shorter(LATE, life.dividedBy(LATE_PART))));
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    private record Refusal(Failure failure, Instant at) {}

    /**
     * @param assume   1 AssumeRole; throws what the SDK throws
     * @param renewals where keys are renewed that still can be used
     */
    RoleCredentials(SessionRole role, Supplier<Credentials> assume, Executor renewals, InstantSource clock) {
        this.role = role;
        this.assume = assume;
        this.renewals = renewals;
        this.clock = clock;
        this.used = clock.instant();
    }

    /**
     * Sees to it that there are keys.
     *
     * @throws Failure {@code ROLE_NOT_ASSUMED} when STS gives none
     */
    void require() {
        keys();
    }

    /** An answer of STS is none of S3: the SDK, and who asks it, must not take its status for one. */
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return keys();
        } catch (Failure e) {
            throw SdkClientException.create(e.getMessage(), e);
        }
    }

    Duration unused() {
        return Duration.between(used, clock.instant());
    }

    private AwsSessionCredentials keys() {
        Instant now = clock.instant();
        used = now;
        Held present = held;
        if (present == null || !now.isBefore(present.late())) {
            return renewed();
        }
        if (!now.isBefore(present.early()) && renewing.compareAndSet(false, true)) {
            renewLater();
        }
        return present.keys();
    }

    private AwsSessionCredentials renewed() {
        lock.lock();
        try {
            Instant now = clock.instant();
            Held present = held;
            if (present != null && now.isBefore(present.late())) {
                return present.keys();
            }
            Refusal last = refusal;
            if (last != null && now.isBefore(last.at().plus(REST))) {
                throw last.failure();
            }
            return renew();
        } finally {
            lock.unlock();
        }
    }

    private AwsSessionCredentials renew() {
        try {
            Held next = Held.of(assume.get(), clock.instant());
            held = next;
            refusal = null;
            return next.keys();
        } catch (SdkException | IllegalStateException e) {
            Failure failure = new Failure(
                    FailureKind.ROLE_NOT_ASSUMED,
                    "The role " + role.arn() + " of the user " + role.user() + " cannot be assumed: " + e.getMessage(),
                    e);
            refusal = new Refusal(failure, clock.instant());
            throw failure;
        }
    }

    private void renewLater() {
        try {
            renewals.execute(() -> {
                try {
                    if (isRested()) {
                        renew();
                    }
                } catch (Failure e) {
                    LOG.warnf("Keys that still last are not renewed yet. %s", e.getMessage());
                } finally {
                    renewing.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            renewing.set(false);
        }
    }

    private boolean isRested() {
        Refusal last = refusal;
        return last == null || !clock.instant().isBefore(last.at().plus(REST));
    }
}

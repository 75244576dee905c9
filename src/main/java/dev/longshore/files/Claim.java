package dev.longshore.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an upload takes of a quota before it is published. Closing it gives back what was not. Where nobody has a quota it claims nothing.
 * Used by one thread.
 */
final class Claim implements AutoCloseable {
    private final Usages usages;
    private final String bucket;
    private final String key;
    private final Quota quota;
    private final List<Usage> covering;

    /** What the quota is for; null where the user has none. */
    @Nullable
    private final Usage own;

    @Nullable
    private final Occupied occupied;

    private Amount held = Amount.NOTHING;
    private boolean publishing;
    private boolean closed;

    /**
     * @param covering all that the file is counted in
     * @param own      what the quota is for, which is one of these; null where the user has none
     * @param occupied what it would replace; null where it is counted in nothing
     */
    Claim(
            Usages usages,
            String bucket,
            String key,
            Quota quota,
            List<Usage> covering,
            @Nullable Usage own,
            @Nullable Occupied occupied) {
        this.usages = usages;
        this.bucket = bucket;
        this.key = key;
        this.quota = quota;
        this.covering = covering;
        this.own = own;
        this.occupied = occupied;
    }

    String bucket() {
        return bucket;
    }

    String key() {
        return key;
    }

    List<Usage> covering() {
        return covering;
    }

    /**
     * The file will have so many bytes at least.
     *
     * @throws dev.longshore.failure.Failure {@code QUOTA_REACHED} when there is no room for them; what was claimed before stays
     */
    void reach(long size) {
        if (occupied != null) {
            usages.run(() -> hold(occupied, size));
        }
    }

    private void hold(Occupied present, long size) {
        Amount needed = Amount.ofFile(size).minus(present.amount()).orNothing();
        Amount more = needed.minus(held);
        if (own != null && !quota.allows(own.taken(), more)) {
            throw Usages.full(bucket, key);
        }
        take(more);
    }

    private void take(Amount more) {
        covering.forEach(usage -> usage.claim(more));
        held = held.plus(more);
    }

    /**
     * The request that publishes the file is about to be made.
     *
     * @param size of the whole file
     * @throws dev.longshore.failure.Failure {@code QUOTA_REACHED}, as {@link #reach}
     */
    void publishing(long size) {
        reach(size);
        publishing = true;
    }

    /** The file is published. */
    void published(long size) {
        publishing = false;
        if (occupied != null) {
            usages.run(() -> {
                take(Amount.NOTHING.minus(held));
                usages.become(bucket, key, occupied.amount(), Amount.ofFile(size));
            });
        }
    }

    /** Where it is not known whether the file was published, it is counted again soon. */
    @Override
    public void close() {
        if (occupied != null && !closed) {
            closed = true;
            usages.run(() -> {
                take(Amount.NOTHING.minus(held));
                if (publishing) {
                    usages.doubt(covering, bucket, key);
                }
                usages.leave(this, occupied);
            });
        }
    }
}

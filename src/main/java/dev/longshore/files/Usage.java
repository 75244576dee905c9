package dev.longshore.files;

import dev.longshore.s3.Folder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is stored in some folders: counted by a listing, kept current by what this gateway does, and counted again from time to time,
 * because others may write there, too. Guarded by the lock of {@link Usages}.
 */
final class Usage {
    /** Until it is counted again, where it is used. */
    private static final Duration FRESH = Duration.ofMinutes(15);

    /** The same where changes came while it was counted, or it is not known what became of one. */
    private static final Duration FRESH_IN_DOUBT = Duration.ofMinutes(1);

    /** The same behind a count that failed. */
    private static final Duration REST = Duration.ofSeconds(2);

    /** Counting takes no more than this part of the time. */
    private static final int TIMES_AS_LONG = 20;

    private final List<Folder> folders;
    private Amount stored = Amount.NOTHING;
    private Amount claimed = Amount.NOTHING;
    private int claims;
    private boolean known;
    private boolean doubtful;
    private boolean failed;
    private long begun;
    private long took;

    @Nullable
    private UsageCount running;

    /** @param folders none within another */
    Usage(List<Folder> folders) {
        this.folders = folders;
    }

    List<Folder> folders() {
        return folders;
    }

    /** True when it has been counted once. */
    boolean isKnown() {
        return known;
    }

    boolean isBeingCounted() {
        return running != null;
    }

    /** True when nobody needs it now. */
    boolean isIdle() {
        return claims == 0 && running == null;
    }

    boolean isDue(long now) {
        return running == null && (!known && !failed || now - begun > pause());
    }

    private long pause() {
        return failed ? REST.toNanos() : Math.max((doubtful ? FRESH_IN_DOUBT : FRESH).toNanos(), took * TIMES_AS_LONG);
    }

    UsageCount begin(long now) {
        UsageCount count = new UsageCount(folders);
        running = count;
        begun = now;
        return count;
    }

    /** @param complete false when the count failed: what was known before stays */
    void end(UsageCount count, boolean complete, long now) {
        running = null;
        failed = !complete;
        took = now - begun;
        if (complete) {
            stored = count.sum();
            doubtful = count.isDoubtful();
            known = true;
        }
    }

    /** What is stored, and what uploads that are not published have taken. */
    Amount taken() {
        return stored.plus(claimed);
    }

    void join() {
        claims++;
    }

    void leave() {
        claims--;
    }

    void claim(Amount more) {
        claimed = claimed.plus(more);
    }

    /** A file was something else before. */
    void change(String bucket, String key, Amount before, Amount after) {
        stored = stored.minus(before).plus(after).orNothing();
        if (running != null) {
            running.change(bucket, key, before, after);
        }
    }

    /** Something is not known any more. */
    void doubt() {
        doubtful = true;
        if (running != null) {
            running.doubt();
        }
    }

    /** All objects of {@code from} are in {@code to} now, or were to be. */
    void moved(Folder from, Folder to, boolean all) {
        boolean left = holds(from);
        boolean arrived = holds(to);
        boolean parts = folders.stream().anyMatch(folder -> from.holds(folder) || to.holds(folder));
        if (parts || left != arrived || left && (!all || running != null)) {
            doubt();
        }
    }

    private boolean holds(Folder other) {
        return folders.stream().anyMatch(folder -> folder.holds(other));
    }
}

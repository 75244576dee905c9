package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Gives objects other keys, which S3 does only by copies: the copy, its proof, and only then the deletion, so that at no moment an object is
 * in no place.
 */
public final class ObjectMoves {
    private static final Logger LOG = Logger.getLogger(ObjectMoves.class);

    /** For a rename that was told to stop and waits for its last copies. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CopyTools tools;
    private final CopyLanes lanes;
    private final RenameJournal journal;
    private final RenameLimits limits;
    private final RunningRenames running = new RunningRenames();

    ObjectMoves(CopyTools tools, CopyLanes lanes, RenameJournal journal, RenameLimits limits) {
        this.tools = tools;
        this.lanes = lanes;
        this.journal = journal;
        this.limits = limits;
    }

    /**
     * 1 CopyObject, or a copy in parts above 5 GiB; what its proof takes; 1 DeleteObject.
     *
     * @param source           as it must still be, also when it is deleted
     * @param replace          whether an object of the target's key may be replaced
     * @param beforePublishing runs before the request after which the copy may be there; may throw to stop
     * @throws Failure {@code OVERWRITE_REFUSED} when the source has changed, or when something is there that may not be replaced
     */
    public void moveObject(
            String bucket,
            StoredObject source,
            String toBucket,
            String toKey,
            boolean replace,
            Runnable beforePublishing) {
        ObjectCopy copy = new ObjectCopy(bucket, source, toBucket, toKey, replace);
        Lanes own = lanes.open(() -> {});
        tools.copies().copy(copy, own, beforePublishing);
        tools.removal().remove(bucket, source);
    }

    /**
     * Moves all objects below a prefix. A journal is written before the first copy. Where one is found, the rename that was begun with it is
     * finished.
     *
     * @throws Failure {@code NOT_FOUND} when there is nothing, {@code NAME_NOT_ALLOWED} for a target inside the source or for keys that
     *                 would become too long, {@code OVERWRITE_REFUSED} when the target has objects, {@code TOO_MANY} when the source has
     *                 more than a limit allows; nothing was moved then. {@code BACKEND_BUSY} while another rename of the source is not
     *                 finished
     */
    public void moveFolder(Folder from, Folder to, RenameWatch watch) {
        if (from.equals(to)) {
            return;
        }
        if (from.holds(to)) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, to + " is inside " + from);
        }
        String key = journal.key(from);
        running.run(key, PATIENCE, () -> {
            Optional<RenameJournal.Page> found = journal.read(key);
            if (found.isPresent()) {
                requireSame(found.get(), from, to);
                finish(take(found.get()), from, to, watch, size(from).objects(), true);
            } else {
                FolderSize size = requireMovable(from, to);
                RenameEntry entry = RenameEntry.of(from, to, owner());
                finish(new RenameLease(journal, journal.create(entry)), from, to, watch, size.objects(), true);
            }
            return true;
        });
    }

    /**
     * Finishes renames that nobody works on: 1 ListObjectsV2, 1 GetObject for each journal, and what the rename takes.
     *
     * @return how many were finished
     */
    int sweep() {
        int finished = 0;
        try {
            for (String key : journal.keys()) {
                finished += finishAbandoned(key) ? 1 : 0;
            }
        } catch (AbortedException e) {
            LOG.debug("The process stops; unfinished renames are looked for when it starts", e);
        } catch (RuntimeException e) {
            LOG.warnf("Unfinished renames could not be looked for: %s", e.getMessage());
        }
        return finished;
    }

    private boolean finishAbandoned(String key) {
        try {
            return running.run(key, Duration.ZERO, () -> {
                Optional<RenameJournal.Page> found = journal.read(key).filter(journal::isAbandoned);
                if (found.isEmpty()) {
                    return false;
                }
                Folder from = found.get().entry().from();
                Folder to = found.get().entry().to();
                finish(take(found.get()), from, to, RenameWatch.NONE, 0, false);
                LOG.infof("Finished a rename of %s to %s that had been left behind", from, to);
                return true;
            });
        } catch (Failure e) {
            LOG.warnf("A rename that was left behind is not finished: %s", e.getMessage());
            return false;
        }
    }

    private void finish(RenameLease lease, Folder from, Folder to, RenameWatch watch, long all, boolean takesArrivals) {
        Lanes own = lanes.open(lease::renewIfDue);
        boolean ended = false;
        try {
            new FolderMove(tools, from, to, lease, own).run(watch, all, takesArrivals);
            ended = true;
        } catch (Failure e) {
            ended = e.kind() == FailureKind.OVERWRITE_REFUSED;
            throw e;
        } finally {
            own.drain();
            Uninterrupted.run(ended ? lease::end : lease::release);
        }
    }

    private RenameLease take(RenameJournal.Page page) {
        return new RenameLease(journal, journal.replace(page, page.entry().next(owner())));
    }

    private void requireSame(RenameJournal.Page page, Folder from, Folder to) {
        if (!page.entry().isOf(from, to)) {
            throw new Failure(
                    FailureKind.BACKEND_BUSY,
                    "A rename of " + from + " to " + page.entry().to() + " is not finished");
        }
        if (!journal.isFree(page)) {
            throw new Failure(FailureKind.BACKEND_BUSY, "Another gateway renames " + from);
        }
    }

    private FolderSize requireMovable(Folder from, Folder to) {
        FolderSize size = size(from);
        if (size.objects() == 0) {
            throw new Failure(FailureKind.NOT_FOUND, from + " has no objects");
        }
        if (!limits.allow(size)) {
            throw new Failure(
                    FailureKind.TOO_MANY,
                    from + " has more than " + limits.objects() + " objects or " + limits.bytes() + " bytes");
        }
        if (to.prefix().getBytes(StandardCharsets.UTF_8).length + size.longestName() > ObjectStore.LONGEST_KEY) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, "Keys in " + to + " would be too long");
        }
        boolean free = tools.pages(to, 2).next().stream()
                .allMatch(object -> object.key().equals(to.prefix()));
        if (!free) {
            throw new Failure(FailureKind.OVERWRITE_REFUSED, to + " is not empty");
        }
        return size;
    }

    /** 1 ListObjectsV2 for each 1,000, and none beyond a limit. */
    private FolderSize size(Folder folder) {
        FolderSize size = FolderSize.NOTHING;
        for (Iterator<List<StoredObject>> pages = tools.pages(folder, 1000); pages.hasNext() && limits.allow(size); ) {
            size = size.with(folder, pages.next());
        }
        return size;
    }

    private static String owner() {
        return UUID.randomUUID().toString();
    }
}

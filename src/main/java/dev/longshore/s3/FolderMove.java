package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One run of the rename of a directory. Where it stands is seen from the objects alone, so any other run can go on behind it: what has no
 * copy is copied, what has one is removed, and what differs from what is there stays. Used once, by one thread.
 */
final class FolderMove {
    private static final Logger LOG = Logger.getLogger(FolderMove.class);
    private static final int PAGE = 1000;

    /** How often it is looked for what came into the directory meanwhile. */
    private static final int ROUNDS = 3;

    /** How many proofs are remembered that a listing does not give; others are found again. */
    private static final int MOST_PROVED = 10_000;

    private final CopyTools tools;
    private final Folder from;
    private final Folder to;
    private final RenameLease lease;
    private final Lanes lanes;
    private final Map<String, Proved> proved = new ConcurrentHashMap<>();

    /** The ETags of a source and of its copy, where they differ. */
    private record Proved(String source, String copy) {}

    /**
     * What stays of a directory.
     *
     * @param came    objects that have no copy
     * @param changed objects that are not those that are there under the new name
     */
    private record Left(long came, long changed) {}

    FolderMove(CopyTools tools, Folder from, Folder to, RenameLease lease, Lanes lanes) {
        this.tools = tools;
        this.from = from;
        this.to = to;
        this.lease = lease;
        this.lanes = lanes;
    }

    /**
     * Runs to the end.
     *
     * @param all          how many objects there are
     * @param takesArrivals whether objects go along that came when all others had been copied
     * @throws Failure {@code OVERWRITE_REFUSED} when all is done but for objects that stay, because others are there
     */
    void run(RenameWatch watch, long all, boolean takesArrivals) {
        if (!lease.allCopied()) {
            copyAll(watch, all);
            watch.beforeRemoval();
            lease.tellAllCopied();
        } else {
            watch.beforeRemoval();
        }
        Left left = removeAll();
        for (int round = 1; takesArrivals && left.came() > 0 && round < ROUNDS; round++) {
            copyAll(RenameWatch.NONE, left.came());
            left = removeAll();
        }
        if (left.came() > 0) {
            LOG.infof("%d objects that came into %s during its rename stay there", left.came(), from);
        }
        if (left.changed() > 0) {
            throw new Failure(
                    FailureKind.OVERWRITE_REFUSED,
                    left.changed() + " objects stay in " + from + ", because others are in " + to);
        }
    }

    private void copyAll(RenameWatch watch, long all) {
        AtomicLong done = new AtomicLong();
        for (Iterator<List<StoredObject>> pages = tools.pages(from, PAGE); pages.hasNext(); ) {
            for (StoredObject object : pages.next()) {
                lease.renewIfDue();
                Runnable copy = () -> {
                    copy(object);
                    watch.copied(done.incrementAndGet(), Math.max(all, done.get()));
                };
                if (tools.copies().needsLanes(object)) {
                    copy.run();
                } else {
                    lanes.run(copy);
                }
            }
        }
        lanes.awaitAll();
    }

    /** An object that has gone was taken by somebody; one that has changed, or may not replace another one, is seen to later. */
    private void copy(StoredObject object) {
        String name = from.nameOf(object.key());
        ObjectCopy copy = new ObjectCopy(from.bucket(), object, to.bucket(), to.key(name), false);
        try {
            String etag = tools.copies().copy(copy, lanes, () -> {});
            if (!ETags.sameContent(etag, object.etag()) && proved.size() < MOST_PROVED) {
                proved.put(name, new Proved(ETags.bare(object.etag()), ETags.bare(etag)));
            }
        } catch (Failure e) {
            switch (e.kind()) {
                case NOT_FOUND -> LOG.infof("%s has gone: %s", object.key(), e.getMessage());
                case OVERWRITE_REFUSED -> LOG.debugf("Not copied: %s", e.getMessage());
                default -> throw e;
            }
        }
    }

    private Left removeAll() {
        TargetPages targets = new TargetPages(to, tools.pages(to, PAGE));
        AtomicLong changed = new AtomicLong();
        long came = 0;
        for (Iterator<List<StoredObject>> pages = tools.pages(from, PAGE); pages.hasNext(); ) {
            Map<String, StoredObject> page = new HashMap<>();
            String last = "";
            for (StoredObject object : pages.next()) {
                last = from.nameOf(object.key());
                page.put(last, object);
            }
            Map<String, StoredObject> copies = copiesOf(page, targets.find(page.keySet(), last));
            came += page.size() - copies.size();
            List<StoredObject> removable = provedOf(page, copies, changed);
            lease.renewIfDue();
            for (List<StoredObject> batch : batches(removable)) {
                lanes.run(() -> changed.addAndGet(tools.removal().removeAll(from.bucket(), batch)));
            }
        }
        lanes.awaitAll();
        return new Left(came, changed.get());
    }

    /** 1 HeadObject for each whose copy the listing did not tell. */
    private Map<String, StoredObject> copiesOf(Map<String, StoredObject> page, Map<String, StoredObject> listed) {
        Map<String, CompletableFuture<Optional<StoredObject>>> asked = new HashMap<>();
        Map<String, StoredObject> copies = new HashMap<>();
        for (String name : page.keySet()) {
            StoredObject copy = listed.get(name);
            if (copy == null) {
                asked.put(name, lanes.submit(() -> tools.finder().find(to.bucket(), to.key(name))));
            } else {
                copies.put(name, copy);
            }
        }
        asked.forEach((name, answer) -> lanes.await(answer).ifPresent(copy -> copies.put(name, copy)));
        return copies;
    }

    private List<StoredObject> provedOf(
            Map<String, StoredObject> page, Map<String, StoredObject> copies, AtomicLong changed) {
        Map<String, CompletableFuture<Boolean>> same = new HashMap<>();
        copies.forEach((name, copy) -> {
            StoredObject object = page.get(name);
            same.put(
                    name,
                    isKnown(name, object, copy)
                            ? CompletableFuture.completedFuture(true)
                            : lanes.submit(() -> tools.proof().same(from.bucket(), object, to.bucket(), copy)));
        });
        List<StoredObject> removable = new ArrayList<>();
        same.forEach((name, answer) -> {
            StoredObject object = page.get(name);
            if (lanes.await(answer)) {
                removable.add(object);
            } else {
                changed.incrementAndGet();
                LOG.warnf("s3://%s/%s stays: another object is in %s", from.bucket(), object.key(), to);
            }
        });
        return removable;
    }

    private boolean isKnown(String name, StoredObject object, StoredObject copy) {
        String source = ETags.bare(object.etag());
        String there = ETags.bare(copy.etag());
        return object.size() == copy.size()
                && !source.isEmpty()
                && (ETags.sameContent(source, there) || new Proved(source, there).equals(proved.get(name)));
    }

    private List<List<StoredObject>> batches(List<StoredObject> removable) {
        if (removable.isEmpty()) {
            return List.of();
        }
        return tools.deletesMany()
                ? List.of(removable)
                : removable.stream().map(List::of).collect(Collectors.toList());
    }
}

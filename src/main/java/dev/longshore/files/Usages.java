package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.Folder;
import dev.longshore.s3.ObjectStore;
import dev.longshore.s3.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What is stored where users have quotas, of all sessions. It belongs to folders and not to users: what others do there through this
 * gateway counts, too. Where nobody has a quota nothing is asked and nothing is remembered.
 */
public final class Usages {
    /** How many sets of folders are known; those not used for longest go first. */
    static final int MOST = 10_000;

    /** How long a command waits for the first count. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int COUNTERS = 2;
    private static final long IDLE_SECONDS = 5;
    private static final Logger LOG = Logger.getLogger(Usages.class);

    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition counted = lock.newCondition();
    private final Map<Set<Folder>, Usage> usages = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Folder, List<Usage>> byFolder = new HashMap<>();
    private final Map<String, Occupied> occupied = new HashMap<>();
    private final ThreadPoolExecutor counters;
    private volatile UsageNews others = UsageNews.NOBODY;

    /** @param clock in nanoseconds, as {@link System#nanoTime} */
    Usages(LongSupplier clock) {
        this.clock = clock;
        this.counters = new ThreadPoolExecutor(
                COUNTERS, COUNTERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Usages::daemon);
        counters.allowCoreThreadTimeOut(true);
    }

    static Failure full(String bucket, String key) {
        return new Failure(
                FailureKind.QUOTA_REACHED, "The quota of the user has no room for s3://" + bucket + "/" + key);
    }

    /**
     * Begins to count in the background where that is due.
     *
     * @param objects as who has the quota gets at them; so it is everywhere here
     */
    void prepare(ObjectStore objects, Set<Folder> folders) {
        run(() -> usage(objects, folders));
    }

    /**
     * A claim of an upload, which has taken a file where the name is new. Waits for the first count of what the quota is for.
     *
     * @param folders what the quota is for
     * @param present asks what the key has now; it is asked only where somebody has a quota
     * @throws Failure {@code QUOTA_REACHED} when there may be no further file, {@code BACKEND_BUSY} when it is not known
     */
    Claim claim(
            ObjectStore objects,
            Quota quota,
            Set<Folder> folders,
            String bucket,
            String key,
            Supplier<Amount> present) {
        lock.lock();
        try {
            Usage own = quota.isNone() ? null : awaitCounted(objects, folders);
            List<Usage> covering = covering(bucket, key);
            if (covering.isEmpty()) {
                return new Claim(this, bucket, key, quota, covering, null, null);
            }
            Occupied there = occupied.computeIfAbsent(place(bucket, key), at -> new Occupied());
            there.join();
            covering.forEach(Usage::join);
            Claim claim = new Claim(this, bucket, key, quota, covering, own, there);
            begin(claim, there, present);
            return claim;
        } finally {
            lock.unlock();
        }
    }

    /** Asks S3 without the lock. */
    private void begin(Claim claim, Occupied there, Supplier<Amount> present) {
        try {
            if (!there.isKnown()) {
                lock.unlock();
                Amount told;
                try {
                    told = present.get();
                } finally {
                    lock.lock();
                }
                there.learn(told);
            }
            claim.reach(0);
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    /**
     * How many bytes a new file may have; empty for any number. Waits for the first count.
     *
     * @throws Failure {@code BACKEND_BUSY} when it is not known
     */
    OptionalLong left(ObjectStore objects, Quota quota, Set<Folder> folders) {
        lock.lock();
        try {
            return quota.isNone()
                    ? OptionalLong.empty()
                    : quota.left(awaitCounted(objects, folders).taken());
        } finally {
            lock.unlock();
        }
    }

    /** True where somebody's quota counts the file. */
    boolean covers(String bucket, String key) {
        lock.lock();
        try {
            return !covering(bucket, key).isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Tells other gateways what becomes of files that are counted here. */
    public void shareWith(UsageNews news) {
        others = news;
    }

    /** What other gateways tell: it counts here, and is not told again. */
    public UsageNews heard() {
        return new UsageNews() {
            @Override
            public void changed(String bucket, String key, Amount before, Amount after) {
                run(() -> change(bucket, key, before, after));
            }

            @Override
            public void doubt(String bucket, String key) {
                run(() -> covering(bucket, key).forEach(Usage::doubt));
            }

            @Override
            public void moved(Folder from, Folder to, boolean all) {
                run(() -> move(from, to, all));
            }
        };
    }

    /** Something that others have told was not heard: everything is counted again soon, where it is used. */
    public void doubtAll() {
        run(() -> usages.values().forEach(Usage::doubt));
    }

    /** A file has been changed by something else than an upload with a {@link Claim}. */
    void changed(String bucket, String key, Amount before, Amount after) {
        run(() -> become(bucket, key, before, after));
    }

    /** It is not known what became of a file: what it is counted in is counted again soon. */
    void doubt(String bucket, String key) {
        run(() -> doubt(covering(bucket, key), bucket, key));
    }

    /** The same for what a file is counted in. Called with the lock. */
    void doubt(List<Usage> covering, String bucket, String key) {
        if (!covering.isEmpty()) {
            covering.forEach(Usage::doubt);
            others.doubt(bucket, key);
        }
    }

    /** @param all whether all objects were moved; false where that is not known */
    void moved(Folder from, Folder to, boolean all) {
        run(() -> {
            move(from, to, all);
            if (!usages.isEmpty()) {
                others.moved(from, to, all);
            }
        });
    }

    /** A file is something else than before; who has a claim on it knows better what it was. Called with the lock. */
    void become(String bucket, String key, Amount before, Amount after) {
        Amount was = change(bucket, key, before, after);
        if (!covering(bucket, key).isEmpty()) {
            others.changed(bucket, key, was, after);
        }
    }

    private Amount change(String bucket, String key, Amount before, Amount after) {
        Occupied there = occupied.get(place(bucket, key));
        Amount was = there != null && there.isKnown() ? there.amount() : before;
        if (there != null) {
            there.become(after);
        }
        covering(bucket, key).forEach(usage -> usage.change(bucket, key, was, after));
        return was;
    }

    private void move(Folder from, Folder to, boolean all) {
        usages.values().forEach(usage -> usage.moved(from, to, all));
    }

    /** A claim is over. Called with the lock. */
    void leave(Claim claim, Occupied there) {
        claim.covering().forEach(Usage::leave);
        if (there.leave()) {
            occupied.remove(place(claim.bucket(), claim.key()));
        }
    }

    /** Runs something short with the lock. */
    void run(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private Usage awaitCounted(ObjectStore objects, Set<Folder> folders) {
        Usage usage = usage(objects, folders);
        long rest = PATIENCE.toNanos();
        while (!usage.isKnown()) {
            if (!usage.isBeingCounted() || rest <= 0) {
                throw new Failure(FailureKind.BACKEND_BUSY, "What is stored in " + folders + " is not counted yet");
            }
            rest = await(rest);
        }
        return usage;
    }

    private long await(long nanos) {
        try {
            return counted.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(FailureKind.TRANSFER_BROKEN, "Interrupted while what is stored is counted", e);
        }
    }

    private Usage usage(ObjectStore objects, Set<Folder> folders) {
        Usage usage = usages.get(folders);
        if (usage == null) {
            usage = new Usage(List.copyOf(folders));
            usages.put(folders, usage);
            for (Folder folder : folders) {
                byFolder.computeIfAbsent(folder, at -> new ArrayList<>()).add(usage);
            }
            forgetOne(usage);
        }
        if (usage.isDue(clock.getAsLong())) {
            Usage due = usage;
            UsageCount count = due.begin(clock.getAsLong());
            counters.execute(() -> count(objects, due, count));
        }
        return usage;
    }

    /** @param asked stays */
    private void forgetOne(Usage asked) {
        if (usages.size() <= MOST) {
            return;
        }
        for (Iterator<Usage> eldest = usages.values().iterator(); eldest.hasNext(); ) {
            Usage usage = eldest.next();
            if (usage.isIdle() && usage != asked) {
                eldest.remove();
                for (Folder folder : usage.folders()) {
                    List<Usage> there = byFolder.get(folder);
                    there.remove(usage);
                    if (there.isEmpty()) {
                        byFolder.remove(folder);
                    }
                }
                return;
            }
        }
    }

    /** 1 ListObjectsV2 for each 1,000 objects. */
    private void count(ObjectStore objects, Usage usage, UsageCount count) {
        boolean complete = false;
        try {
            for (Folder folder : count.folders()) {
                for (Iterator<List<StoredObject>> pages = objects.below(folder); pages.hasNext(); ) {
                    List<StoredObject> page = pages.next();
                    run(() -> count.add(page));
                }
                run(count::endFolder);
            }
            complete = true;
        } catch (RuntimeException e) {
            LOG.warnf("What is stored for a quota could not be counted: %s", e.getMessage());
            LOG.debug("What is stored could not be counted", e);
        } finally {
            end(usage, count, complete);
        }
    }

    private void end(Usage usage, UsageCount count, boolean complete) {
        run(() -> {
            usage.end(count, complete, clock.getAsLong());
            counted.signalAll();
        });
    }

    /** All whose folders hold the key. */
    private List<Usage> covering(String bucket, String key) {
        if (byFolder.isEmpty()) {
            return List.of();
        }
        List<Usage> covering = new ArrayList<>();
        for (int end = 0; ; ) {
            covering.addAll(byFolder.getOrDefault(new Folder(bucket, key.substring(0, end)), List.of()));
            int slash = key.indexOf('/', end);
            if (slash < 0) {
                return covering;
            }
            end = slash + 1;
        }
    }

    private static String place(String bucket, String key) {
        return bucket + "/" + key;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "quota-count");
        thread.setDaemon(true);
        return thread;
    }
}

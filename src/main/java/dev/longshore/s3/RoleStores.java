package dev.longshore.s3;

import dev.longshore.failure.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The objects as users with roles get at them: one store for each user, role, policy and set of mounts, all over one client. What the
 * gateway keeps beside the files of such a user (journals of renames, blocks) is in the user's own mounts and reached with the user's own
 * keys, so that the gateway's need not reach there. Stores that nobody used for an hour are forgotten; a session that comes back to one
 * finds it as it was.
 */
final class RoleStores implements AutoCloseable {
    /** How many are known; those not asked for for longest go first. */
    private static final int MOST = 10_000;

    private static final int RENEWALS = 8;
    private static final long IDLE_SECONDS = 30;
    private static final Duration UNUSED = Duration.ofHours(1);
    private static final Logger LOG = Logger.getLogger(RoleStores.class);

    private final S3Client client;
    private final Sts sts;
    private final Function<Own, ObjectStore> stores;
    private final Duration olderThan;
    private final ThreadPoolExecutor renewals;
    private final Map<Whose, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** Roles of which the log has told that the janitor may not look. */
    private final Set<String> told = new HashSet<>();

    /** One of the stores. */
    private record Whose(SessionRole role, List<Place> places) {}

    /**
     * What a store is made of that is not the gateway's.
     *
     * @param home where journals are
     */
    record Own(S3Client client, Folder home, OpenUploads open, BlockSpace blocks) {}

    private record Kept(
            SessionRole role,
            ObjectStore objects,
            RoleCredentials keys,
            S3Client client,
            Janitor janitor,
            List<Folder> written) {}

    /**
     * @param stores    makes one
     * @param olderThan of the janitor
     */
    RoleStores(S3Client client, Sts sts, Function<Own, ObjectStore> stores, Duration olderThan) {
        this.client = client;
        this.sts = sts;
        this.stores = stores;
        this.olderThan = olderThan;
        this.renewals = new ThreadPoolExecutor(
                RENEWALS, RENEWALS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "role-renewal");
                    thread.setDaemon(true);
                    return thread;
                });
        renewals.allowCoreThreadTimeOut(true);
    }

    /**
     * 1 AssumeRole, where there are no keys that last.
     *
     * @param begin looks after a store that is new
     * @throws Failure {@code ROLE_NOT_ASSUMED} when there are none
     */
    ObjectStore of(SessionRole role, List<Place> places, Consumer<Runnable> begin) {
        Whose whose = new Whose(role, List.copyOf(places));
        Kept known;
        synchronized (kept) {
            known = kept.get(whose);
        }
        if (known != null) {
            known.keys().require();
            return known.objects();
        }
        Kept made = make(whose);
        made.keys().require();
        synchronized (kept) {
            Kept other = kept.putIfAbsent(whose, made);
            if (other != null) {
                return other.objects();
            }
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        begin.accept(() -> sweep(made));
        return made.objects();
    }

    /** What has to be done each minute. */
    void minute() {
        for (Kept store : all()) {
            store.janitor().retry();
        }
        synchronized (kept) {
            kept.values().removeIf(store -> store.keys().unused().compareTo(UNUSED) > 0);
        }
    }

    int size() {
        synchronized (kept) {
            return kept.size();
        }
    }

    private List<Kept> all() {
        synchronized (kept) {
            return new ArrayList<>(kept.values());
        }
    }

    private Kept make(Whose whose) {
        SessionRole role = whose.role();
        RoleCredentials keys = new RoleCredentials(role, () -> sts.assume(role), renewals, InstantSource.system());
        S3Client signed = new RoleClient(client, keys);
        Places places = new Places(home(whose.places()));
        whose.places().forEach(places::add);
        OpenUploads open = new OpenUploads();
        BlockSpace blocks = new BlockSpace(signed, places);
        ObjectStore objects = stores.apply(new Own(signed, places.own(), open, blocks));
        List<Folder> written = places.written().stream()
                .filter(folder -> whose.places().stream()
                        .anyMatch(place -> place.written() && place.folder().equals(folder)))
                .toList();
        return new Kept(role, objects, keys, signed, new Janitor(signed, open, blocks, places, olderThan), written);
    }

    /** The first mount that the user may write to. */
    private static Folder home(List<Place> places) {
        return places.stream()
                .filter(Place::written)
                .findFirst()
                .orElse(places.get(0))
                .folder();
    }

    /** Whatever is left behind where the user may write, with the user's keys: nobody else may be able to. */
    private void sweep(Kept store) {
        for (Folder folder : store.written()) {
            if (mayLookForUploads(store, folder)) {
                store.janitor().sweep(folder);
            } else {
                store.janitor().sweepBlocks(folder);
            }
        }
        if (!store.written().isEmpty()) {
            store.objects().moves().sweep();
        }
    }

    /** 1 ListMultipartUploads. What else fails than by the role is told by the janitor. */
    private boolean mayLookForUploads(Kept store, Folder folder) {
        try {
            store.client().listMultipartUploads(request -> request.bucket(folder.bucket())
                    .prefix(folder.prefix())
                    .maxUploads(1));
            return true;
        } catch (SdkException e) {
            boolean denied = S3Failures.statusOf(e) == 403;
            synchronized (told) {
                if (denied && told.add(store.role().arn())) {
                    LOG.infof(
                            "The role %s does not allow s3:ListBucketMultipartUploads for %s: a lifecycle rule of the"
                                    + " bucket has to end uploads there that are left behind",
                            store.role().arn(), folder);
                }
            }
            return !denied;
        }
    }

    @Override
    public void close() {
        renewals.shutdownNow();
        sts.close();
    }
}

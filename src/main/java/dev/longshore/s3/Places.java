package dev.longshore.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** The parts of buckets that users get at, and that are looked after therefore: at most {@value #MOST}. */
final class Places {
    /** Each costs a request or more every hour. */
    static final int MOST = 1_000;

    private static final Logger LOG = Logger.getLogger(Places.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Folder own;
    private final List<Place> places = new ArrayList<>();
    private boolean full;

    /** The gateway's own, which comes first and stays. */
    Places(Folder own) {
        this.own = own;
        places.add(new Place(own, true));
    }

    Folder own() {
        return own;
    }

    /** True when it is new, and in none of the others. */
    boolean add(Place place) {
        lock.lock();
        try {
            if (places.stream().anyMatch(other -> other.holds(place))) {
                return false;
            }
            if (places.size() == MOST) {
                if (!full) {
                    full = true;
                    LOG.warnf(
                            "Users have mounts in more than %d places: the janitor does not look at further ones",
                            MOST);
                }
                return false;
            }
            places.add(place);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** All, the gateway's own first. */
    List<Place> all() {
        lock.lock();
        try {
            return List.copyOf(places);
        } finally {
            lock.unlock();
        }
    }

    /** The largest one that holds where an upload goes, and that users may write to; the gateway's own where there is none. */
    Folder around(UploadTarget target) {
        return all().stream()
                .filter(place -> place.written() && place.folder().holds(target))
                .map(Place::folder)
                .min(Comparator.comparing(folder -> folder.prefix().length()))
                .orElse(own);
    }

    /** Those that users may write to and that are in no other of these, so that each object is in one of them. */
    List<Folder> written() {
        List<Folder> folders =
                all().stream().filter(Place::written).map(Place::folder).toList();
        return folders.stream()
                .filter(folder -> folders.stream().noneMatch(other -> !other.equals(folder) && other.holds(folder)))
                .toList();
    }
}

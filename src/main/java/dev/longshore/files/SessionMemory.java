package dev.longshore.files;

import dev.longshore.s3.ListingPage;
import dev.longshore.s3.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one session knows, for a few seconds, of the names that it listed, looked at, or wrote. It answers questions without a request;
 * nothing that reads or changes content relies on it. A directory whose listing fits in one page also tells what is not there.
 *
 * <p>A key that ends with a slash, or the empty one, means a directory. May be used by any thread.
 */
final class SessionMemory {
    /** How long something is taken for true. */
    static final Duration FRESH = Duration.ofSeconds(5);

    /** How many names one session remembers. */
    static final int MOST_NAMES = 2_000;

    /** How many directories it remembers something of. */
    static final int MOST_DIRECTORIES = 100;

    /** How many HeadObjects in one directory are made before a page of its listing is worth more. */
    static final int LOOKS = 2;

    private final Semaphore room;
    private final Changes changes;
    private final Object session = new Object();
    private final LongSupplier clock;
    private final Executor later;
    private final Map<Place, Notes> directories = new LinkedHashMap<>();
    private int names;
    private boolean sweeping;

    private record Place(String bucket, String prefix) {}

    /** What is known of one directory; times are of the clock. */
    private static final class Notes {
        private final Map<String, Note> names = new HashMap<>();

        /** When the notes were all there is in it. */
        @Nullable
        private Long complete;

        /** When it turned out to be more than a page. */
        @Nullable
        private Long large;

        /** When HeadObject was asked for one of its names the last time, and how often before that within the time. */
        @Nullable
        private Long looked;

        private int looks;
    }

    /**
     * @param room    how many names all sessions together may remember
     * @param changes what other sessions have done
     * @param clock   in nanoseconds, as {@link System#nanoTime}
     * @param later   runs a task when what is remembered now has become old
     */
    SessionMemory(Semaphore room, Changes changes, LongSupplier clock, Executor later) {
        this.room = room;
        this.changes = changes;
        this.clock = clock;
        this.later = later;
    }

    /** What is known of a name, {@link Note#ABSENT} included; null when S3 has to be asked. */
    @Nullable
    synchronized Note of(String bucket, String key) {
        Place place = placeOf(bucket, key);
        Notes notes = directories.get(place);
        if (notes == null) {
            return null;
        }
        Note note = notes.names.get(nameOf(key));
        if (note != null && isFresh(note.since()) && holds(place, note.since())) {
            return note.known() ? note : null;
        }
        boolean knowsAll = notes.complete != null && isFresh(notes.complete) && holds(place, notes.complete);
        return knowsAll ? Note.ABSENT : null;
    }

    private boolean holds(Place place, long since) {
        return !changes.byOthersSince(since, place.bucket(), place.prefix(), session);
    }

    private void changed(String bucket, String key) {
        changes.in(bucket, placeOf(bucket, key).prefix(), session);
    }

    /** The files directly in a directory that this session has stored, by their names. */
    synchronized Map<String, Note> own(String bucket, String prefix) {
        Map<String, Note> own = new HashMap<>();
        notesIn(bucket, prefix).forEach((name, note) -> {
            if (note.own() && note.present() && isFresh(note.since())) {
                own.put(name, note);
            }
        });
        return own;
    }

    /** The newest time that is known of a file in a directory; {@link Instant#EPOCH} where none is. */
    synchronized Instant newestIn(String bucket, String prefix) {
        Instant newest = Instant.EPOCH;
        for (Note note : notesIn(bucket, prefix).values()) {
            newest = note.modified().isAfter(newest) && isFresh(note.since()) ? note.modified() : newest;
        }
        return newest;
    }

    /** Whether the directory of a name has been asked about so often that a page of its listing is worth more than one name. */
    synchronized boolean isWorthAPage(String bucket, String key) {
        Notes notes = directories.get(placeOf(bucket, key));
        return notes != null && notes.looks >= LOOKS && isFresh(notes.looked) && !isFresh(notes.large);
    }

    /** HeadObject found this. */
    synchronized void found(String bucket, StoredObject object) {
        countLook(bucket, object.key());
        merge(bucket, object.key(), Note.looked(now(), object));
    }

    /** HeadObject found nothing. That is not remembered: who waits for a file to appear asks again and again. */
    synchronized void foundNothing(String bucket, String key) {
        countLook(bucket, key);
        Notes notes = directories.get(placeOf(bucket, key));
        if (notes != null) {
            drop(notes, nameOf(key));
        }
    }

    /** A directory is there; the time is that of its marker where {@code exact}, else of something below. */
    synchronized void foundDirectory(String bucket, String prefix, Instant modified, boolean exact) {
        merge(bucket, prefix, Note.directory(now(), modified, exact));
    }

    /** This session has stored a file, whose directory is therefore there. */
    synchronized void stored(String bucket, String key, long size) {
        changed(bucket, key);
        put(bucket, key, Note.stored(now(), size));
        holdsNow(bucket, key);
    }

    /** This session has set the time of a file. */
    synchronized void timed(String bucket, String key, long size, Instant modified) {
        changed(bucket, key);
        long now = now();
        put(bucket, key, new Note(now, true, true, true, size, modified, true, now));
    }

    /** This session has made a directory. */
    synchronized void made(String bucket, String prefix) {
        changed(bucket, prefix);
        put(bucket, prefix, Note.directory(now(), Instant.EPOCH, false));
        holdsNow(bucket, prefix);
    }

    /** This session has removed a file or a directory. */
    synchronized void removed(String bucket, String key) {
        changed(bucket, key);
        if (key.endsWith("/")) {
            forgetBelow(bucket, key);
        }
        put(bucket, key, Note.absent(now()));
    }

    /** This session is changing something there, and nothing is known until it has. */
    synchronized void forget(String bucket, String key) {
        changed(bucket, key);
        if (directories.containsKey(placeOf(bucket, key))) {
            put(bucket, key, Note.unknown(now()));
        }
    }

    /** The same for a directory and all below it. */
    synchronized void forgetBelow(String bucket, String prefix) {
        changes.everywhere(session);
        forget(bucket, prefix);
        for (Place place : List.copyOf(directories.keySet())) {
            if (place.bucket().equals(bucket) && place.prefix().startsWith(prefix)) {
                drop(place);
            }
        }
    }

    /** The login is over. */
    synchronized void clear() {
        List.copyOf(directories.keySet()).forEach(this::drop);
    }

    /**
     * Remembers the pages of a listing that begins now.
     *
     * @param told whether the client is told what is in them
     */
    PageListener listing(String bucket, String prefix, boolean told) {
        return new PageListener() {
            private long began = now();

            /** A page was asked for no earlier than the one before it had come. */
            @Override
            public void saw(ListingPage page, boolean complete) {
                long asked = began;
                began = now();
                listed(new Place(bucket, prefix), page, complete, told, asked);
            }
        };
    }

    private synchronized void listed(Place place, ListingPage page, boolean complete, boolean told, long asked) {
        String prefix = place.prefix();
        boolean all = true;
        for (StoredObject object : page.objects()) {
            if (object.key().equals(prefix)) {
                merge(place.bucket(), prefix, Note.directory(asked, object.modified(), true));
            } else if (all) {
                all = keep(place, object.key().substring(prefix.length()), Note.listed(asked, object, told), true);
            }
        }
        for (String directory : page.prefixes()) {
            all = all
                    && keep(
                            place,
                            directory.substring(prefix.length()),
                            Note.directory(asked, Instant.EPOCH, false),
                            true);
        }
        Notes notes = notes(place);
        if (complete && all) {
            for (String name : List.copyOf(notes.names.keySet())) {
                Note note = notes.names.get(name);
                if (note != null && note.since() - asked < 0) {
                    drop(notes, name);
                }
            }
            notes.complete = asked;
        } else {
            notes.complete = null;
            notes.large = asked;
        }
    }

    private void put(String bucket, String key, Note note) {
        keep(placeOf(bucket, key), nameOf(key), note, false);
    }

    private void merge(String bucket, String key, Note note) {
        keep(placeOf(bucket, key), nameOf(key), note, true);
    }

    /** False when there was no room for it. What was known of all names of the directory is then not known any more. */
    private boolean keep(Place place, String name, Note note, boolean merges) {
        if (name.isEmpty()) {
            return true;
        }
        Notes notes = notes(place);
        Note before = notes.names.get(name);
        if (before != null) {
            if (before.since() - note.since() <= 0) {
                notes.names.put(name, merges ? note.after(before, isFresh(before.timed())) : note);
            }
            return true;
        }
        if (!makeRoom(place)) {
            notes.complete = null;
            return false;
        }
        notes.names.put(name, note);
        names++;
        return true;
    }

    private boolean makeRoom(Place place) {
        while (names >= MOST_NAMES) {
            if (!dropOldestBut(place)) {
                return false;
            }
        }
        return room.tryAcquire() || dropOldestBut(place) && room.tryAcquire();
    }

    /** A name in the directories above is known to be there; only what claims to know all names has to hear of it. */
    private void holdsNow(String bucket, String key) {
        Place place = placeOf(bucket, key);
        if (!place.prefix().isEmpty()) {
            foundDirectory(bucket, place.prefix(), Instant.EPOCH, false);
        }
        for (String above = place.prefix();
                !above.isEmpty();
                above = placeOf(bucket, above).prefix()) {
            if (directories.containsKey(placeOf(bucket, above))) {
                foundDirectory(bucket, above, Instant.EPOCH, false);
            }
        }
    }

    private void countLook(String bucket, String key) {
        Notes notes = notes(placeOf(bucket, key));
        notes.looks = isFresh(notes.looked) ? notes.looks + 1 : 1;
        notes.looked = now();
    }

    private Map<String, Note> notesIn(String bucket, String prefix) {
        Notes notes = directories.get(new Place(bucket, prefix));
        return notes == null ? Map.of() : notes.names;
    }

    private Notes notes(Place place) {
        Notes present = directories.get(place);
        if (present != null) {
            return present;
        }
        if (directories.size() >= MOST_DIRECTORIES) {
            dropOldestBut(place);
        }
        Notes made = new Notes();
        directories.put(place, made);
        sweepLater();
        return made;
    }

    private boolean dropOldestBut(Place kept) {
        for (Place place : directories.keySet()) {
            if (!place.equals(kept)) {
                drop(place);
                return true;
            }
        }
        return false;
    }

    private void drop(Place place) {
        Notes notes = directories.remove(place);
        if (notes != null) {
            names -= notes.names.size();
            room.release(notes.names.size());
        }
    }

    private void drop(Notes notes, String name) {
        if (notes.names.remove(name) != null) {
            names--;
            room.release();
        }
    }

    /** An idle session holds nothing for long. */
    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            later.execute(this::sweep);
        }
    }

    private synchronized void sweep() {
        sweeping = false;
        for (Place place : new ArrayList<>(directories.keySet())) {
            Notes notes = directories.get(place);
            if (notes == null) {
                continue;
            }
            for (Iterator<Note> held = notes.names.values().iterator(); held.hasNext(); ) {
                if (!isFresh(held.next().since())) {
                    held.remove();
                    names--;
                    room.release();
                }
            }
            if (notes.names.isEmpty() && !isFresh(notes.complete) && !isFresh(notes.large) && !isFresh(notes.looked)) {
                directories.remove(place);
            }
        }
        if (!directories.isEmpty()) {
            sweepLater();
        }
    }

    private long now() {
        return clock.getAsLong();
    }

    private boolean isFresh(@Nullable Long since) {
        return since != null && now() - since < FRESH.toNanos();
    }

    private static Place placeOf(String bucket, String key) {
        return new Place(bucket, key.substring(0, key.length() - nameOf(key).length()));
    }

    /** The last name of a key, with the slash of a directory. */
    private static String nameOf(String key) {
        int end = key.endsWith("/") ? key.length() - 1 : key.length();
        return key.substring(key.lastIndexOf('/', end - 1) + 1);
    }
}

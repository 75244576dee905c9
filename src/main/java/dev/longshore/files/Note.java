package dev.longshore.files;

import dev.longshore.s3.StoredObject;
import java.time.Instant;

/**
 * What a session remembers of a name.
 *
 * @param since    when it was true, on the clock of the memory
 * @param known    false while the session is changing it, and when it is not known what came of that
 * @param present  whether there is such a file or directory
 * @param own      whether this session stored it
 * @param size     in bytes; 0 for a directory
 * @param modified the time that is told of it; {@link Instant#EPOCH} where none is known
 * @param exact    whether the time is the one that a question for this very name would get
 * @param timed    when the time was learnt, on the clock of the memory
 */
record Note(
        long since,
        boolean known,
        boolean present,
        boolean own,
        long size,
        Instant modified,
        boolean exact,
        long timed) {
    /** There is no such name. */
    static final Note ABSENT = new Note(0, true, false, false, 0, Instant.EPOCH, false, 0);

    static Note unknown(long since) {
        return new Note(since, false, false, false, 0, Instant.EPOCH, false, since);
    }

    static Note absent(long since) {
        return new Note(since, true, false, true, 0, Instant.EPOCH, false, since);
    }

    /** What HeadObject told: the only one who knows a time that was set. */
    static Note looked(long since, StoredObject object) {
        return new Note(since, true, true, false, object.size(), object.modified(), true, since);
    }

    /**
     * What a listing told.
     *
     * @param told whether the client was told the time, so that it may be told it again
     */
    static Note listed(long since, StoredObject object, boolean told) {
        return new Note(
                since, true, true, false, object.size(), told ? object.modified() : Instant.EPOCH, false, since);
    }

    /** A file that this session has stored; S3 alone knows its time. */
    static Note stored(long since, long size) {
        return new Note(since, true, true, true, size, Instant.EPOCH, false, since);
    }

    /** @param modified of the marker where {@code exact}, else of something below; {@link Instant#EPOCH} where none is known */
    static Note directory(long since, Instant modified, boolean exact) {
        return new Note(since, true, true, false, 0, modified, exact, since);
    }

    boolean hasTime() {
        return !modified.equals(Instant.EPOCH);
    }

    /** This newer note, with what an older one knows beyond it. */
    Note after(Note older, boolean olderTimeHolds) {
        boolean sameFile = present && older.present && size == older.size;
        boolean keepsTime = sameFile && !exact && olderTimeHolds && (older.exact || !hasTime() && older.hasTime());
        return new Note(
                since,
                known,
                present,
                own || sameFile && older.own,
                size,
                keepsTime ? older.modified : modified,
                keepsTime ? older.exact : exact,
                keepsTime ? older.timed : timed);
    }
}

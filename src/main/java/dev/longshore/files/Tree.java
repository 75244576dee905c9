package dev.longshore.files;

import dev.longshore.s3.Folder;
import dev.longshore.s3.ListingPage;
import dev.longshore.s3.ObjectStore;
import dev.longshore.s3.StoredObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the files of one session share: the mounts, what the session remembers, and the S3 behind both. All that changes something goes
 * through here, so that it is remembered.
 *
 * @param strict  whether missing parent directories are refused rather than created on the way
 * @param largest the largest file that may be stored, in bytes
 * @param permissions what is allowed where, beside what the mounts allow
 * @param names   how files and directories may be called
 * @param space   what may still be stored, and what is told of all changes
 */
record Tree(
        ObjectStore objects,
        MountTable mounts,
        SessionMemory memory,
        LatelyThere lately,
        boolean strict,
        long largest,
        PathPermissions permissions,
        NameRules names,
        Space space) {
    private static final int PAGE = 1000;

    /** 1 HeadObject, whatever is remembered. */
    Optional<StoredObject> look(String bucket, String key) {
        Optional<StoredObject> found = objects.find(bucket, key);
        found.ifPresentOrElse(object -> memory.found(bucket, object), () -> memory.foundNothing(bucket, key));
        return found;
    }

    /**
     * What is known of a file, {@link Note#ABSENT} included; null when a HeadObject has to tell. Where many names of one directory are
     * asked for, 1 ListObjectsV2 in place of further HeadObjects.
     *
     * @param timed whether its time is asked for, which such a page does not tell
     */
    @Nullable
    Note known(String bucket, String key, boolean timed) {
        Note note = memory.of(bucket, key);
        if (note == null && !timed && memory.isWorthAPage(bucket, key)) {
            String prefix = key.substring(0, key.lastIndexOf('/') + 1);
            PageListener listener = memory.listing(bucket, prefix, false);
            ListingPage page = objects.list(bucket, prefix, "/", PAGE, null);
            listener.saw(page, page.next() == null);
            note = memory.of(bucket, key);
        }
        return note != null && note.present() && timed && !note.hasTime() ? null : note;
    }

    /**
     * Whether a directory is in the bucket: nothing when one is remembered, else 1 ListObjectsV2 of one key. That one is not there is never
     * taken from memory, because a client may have made it through another gateway.
     */
    boolean isInBucket(String bucket, String prefix) {
        Note note = memory.of(bucket, prefix);
        return note != null && note.present() || lookForDirectory(bucket, prefix);
    }

    /** 1 ListObjectsV2 of one key: the marker, which sorts before all else in the directory, or something below. */
    boolean lookForDirectory(String bucket, String prefix) {
        ListingPage page = objects.list(bucket, prefix, null, 1, null);
        page.objects()
                .forEach(first -> memory.foundDirectory(
                        bucket, prefix, first.modified(), first.key().equals(prefix)));
        return !page.objects().isEmpty();
    }

    /** The marker's time, else the newest that is known of what is below; {@link Instant#EPOCH} where none is known. */
    Instant directoryTime(String bucket, String prefix) {
        Note note = memory.of(bucket, prefix);
        Instant told = note == null ? Instant.EPOCH : note.modified();
        if (note != null && note.exact()) {
            return told;
        }
        Instant newest = memory.newestIn(bucket, prefix);
        return newest.isAfter(told) ? newest : told;
    }

    /** What is stored under a key: nothing is asked where it is remembered, else 1 HeadObject, or a page for many of them. */
    Amount amount(String bucket, String key) {
        Note note = known(bucket, key, false);
        return note == null
                ? look(bucket, key).map(object -> Amount.ofFile(object.size())).orElse(Amount.NOTHING)
                : note.present() ? Amount.ofFile(note.size()) : Amount.NOTHING;
    }

    /**
     * 1 DeleteObject of a file. The directory that it was in stays for a while, even if it was the last.
     *
     * @param size of the file
     */
    void removeFile(String bucket, String key, long size) {
        memory.forget(bucket, key);
        lately.add(bucket, parent(key));
        try {
            objects.delete(bucket, key);
        } catch (RuntimeException e) {
            space.usages().doubt(bucket, key);
            throw e;
        }
        memory.removed(bucket, key);
        space.usages().changed(bucket, key, Amount.ofFile(size), Amount.NOTHING);
    }

    /** 1 DeleteObject of a directory's marker, or none where there is no marker. */
    void removeDirectory(String bucket, String prefix, boolean marked) {
        memory.forgetBelow(bucket, prefix);
        lately.add(bucket, parent(prefix));
        if (marked) {
            objects.delete(bucket, prefix);
        }
        lately.remove(bucket, prefix);
        memory.removed(bucket, prefix);
    }

    /** 1 PutObject of a directory's marker. */
    void makeDirectory(String bucket, String prefix) {
        memory.forget(bucket, prefix);
        objects.putEmpty(bucket, prefix);
        memory.made(bucket, prefix);
    }

    /** A file is being moved: nothing is known of either name before {@link #moved}. */
    void moving(String bucket, String key, String toBucket, String toKey) {
        memory.forget(bucket, key);
        memory.forget(toBucket, toKey);
        lately.add(bucket, parent(key));
    }

    /** A file has been moved. */
    void moved(String bucket, String key, String toBucket, String toKey, long size) {
        memory.removed(bucket, key);
        memory.stored(toBucket, toKey, size);
    }

    /**
     * What a quota has to be told of a file that has been moved.
     *
     * @param replaced what had the new name before
     */
    void movedAmount(String bucket, String key, String toBucket, String toKey, Amount file, Amount replaced) {
        if (!bucket.equals(toBucket) || !key.equals(toKey)) {
            space.usages().changed(bucket, key, file, Amount.NOTHING);
            space.usages().changed(toBucket, toKey, replaced, file);
        }
    }

    /** A directory is being moved: nothing is known of either name before {@link #movedDirectory}. */
    void movingDirectory(Folder from, Folder to) {
        memory.forgetBelow(from.bucket(), from.prefix());
        memory.forgetBelow(to.bucket(), to.prefix());
        lately.add(from.bucket(), parent(from.prefix()));
    }

    /** A directory has been moved. */
    void movedDirectory(Folder from, Folder to) {
        memory.removed(from.bucket(), from.prefix());
        lately.remove(from.bucket(), from.prefix());
        memory.made(to.bucket(), to.prefix());
    }

    private static String parent(String key) {
        int end = key.endsWith("/") ? key.length() - 1 : key.length();
        return key.substring(0, key.lastIndexOf('/', end - 1) + 1);
    }
}

package dev.longshore.files;

import dev.longshore.s3.Folder;
import dev.longshore.s3.StoredObject;
import java.util.List;

/**
 * A count of what is stored in some folders, page by page. A change behind the last page is added to it; one before it is still to be
 * seen. Which of both a change is that falls together with the request of its own page, nobody knows: so a count with changes is a
 * {@linkplain #isDoubtful() doubtful} one. Guarded by the lock of {@link Usages}.
 */
final class UsageCount {
    private final List<Folder> folders;
    private Amount sum = Amount.NOTHING;
    private int folder;
    private String last = "";
    private boolean doubtful;

    /** @param folders none within another */
    UsageCount(List<Folder> folders) {
        this.folders = folders;
    }

    List<Folder> folders() {
        return folders;
    }

    /** The next page of the folder that is being counted. */
    void add(List<StoredObject> page) {
        for (StoredObject object : page) {
            if (!object.key().endsWith("/")) {
                sum = sum.plus(Amount.ofFile(object.size()));
            }
            last = object.key();
        }
    }

    /** The folder has no further page. */
    void endFolder() {
        folder++;
        last = "";
    }

    /** A file in one of the folders was something else before. */
    void change(String bucket, String key, Amount before, Amount after) {
        doubtful = true;
        if (isCounted(bucket, key)) {
            sum = sum.minus(before).plus(after);
        }
    }

    void doubt() {
        doubtful = true;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    Amount sum() {
        return sum.orNothing();
    }

    private boolean isCounted(String bucket, String key) {
        for (int i = 0; i < folders.size() && i <= folder; i++) {
            Folder counted = folders.get(i);
            if (counted.bucket().equals(bucket) && key.startsWith(counted.prefix())) {
                return i < folder || key.compareTo(last) <= 0;
            }
        }
        return false;
    }
}

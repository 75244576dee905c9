package dev.longshore.files;

import dev.longshore.s3.Folder;
import dev.longshore.s3.ObjectStore;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a session may still store, and what it tells of what it changes.
 *
 * @param objects counts for the quota
 * @param quota   of the user
 * @param folders where the user may write, none within another: what the quota is for
 */
record Space(Usages usages, ObjectStore objects, Quota quota, Set<Folder> folders) {
    /** The space of a session that begins; counting begins in the background. */
    static Space of(Usages usages, ObjectStore objects, UserTree tree) {
        Space space = new Space(usages, objects, tree.quota(), tree.written());
        if (!tree.quota().isNone()) {
            usages.prepare(objects, space.folders());
        }
        return space;
    }

    /** As {@link Usages#claim}. */
    Claim claim(String bucket, String key, Supplier<Amount> present) {
        return usages.claim(objects, quota, folders, bucket, key, present);
    }

    /** As {@link Usages#left}. */
    OptionalLong left() {
        return usages.left(objects, quota, folders);
    }
}

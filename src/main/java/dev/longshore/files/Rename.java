package dev.longshore.files;

import dev.longshore.s3.Folder;
import dev.longshore.s3.ObjectMoves;
import dev.longshore.s3.RenameWatch;
import dev.longshore.s3.StoredObject;

/** A rename as objects see it: those of both names may be in different mounts and buckets. */
record Rename(ObjectMoves moves, Renames.Watch watch) {
    /** @param replace whether a file that is there may be replaced */
    void file(String bucket, StoredObject source, String toBucket, String toKey, boolean replace) {
        if (bucket.equals(toBucket) && source.key().equals(toKey)) {
            return;
        }
        moves.moveObject(bucket, source, toBucket, toKey, replace, watch::beforeEnd);
    }

    void directory(Folder from, Folder to) {
        moves.moveFolder(from, to, new RenameWatch() {
            @Override
            public void copied(long done, long all) {
                watch.moved(done, all);
            }

            @Override
            public void beforeRemoval() {
                watch.beforeEnd();
            }
        });
    }
}

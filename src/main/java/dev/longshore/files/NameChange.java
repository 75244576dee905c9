package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.Folder;
import dev.longshore.s3.ListingPage;
import dev.longshore.s3.StoredObject;
import java.time.Instant;

/** Makes, moves and removes what a name stands for. */
record NameChange(TreeName name) implements Removes {
    /** Stores the marker {@code name/}. */
    void makeDirectory() {
        if (name.isFixed() || name.isFile() || name.isInBucket()) {
            throw new Failure(FailureKind.ALREADY_EXISTS, name.path() + " exists");
        }
        name.require(Permission.MAKE_DIRECTORY);
        name.requireDirectoryName();
        name.requireParent();
        name.tree().makeDirectory(name.bucket(), name.prefix());
    }

    /** 1 HeadObject where the file is not remembered, and 1 DeleteObject: S3 does not tell whether a deleted object was there. */
    @Override
    public void removeFile() {
        name.require(Permission.DELETE);
        Note present = name.requireKnown(false);
        name.tree().removeFile(name.bucket(), name.key(), present.size());
    }

    /** 1 ListObjectsV2 of two keys, and 1 DeleteObject where there is a marker. */
    @Override
    public void removeDirectory() {
        requireMovable();
        name.require(Permission.DELETE);
        String prefix = name.prefix();
        ListingPage page = name.tree().objects().list(name.bucket(), prefix, null, 2, null);
        if (page.objects().isEmpty() && !name.wasLately()) {
            throw new Failure(FailureKind.NOT_FOUND, name.path() + " is not a directory");
        }
        if (!page.objects().stream().allMatch(marker -> marker.key().equals(prefix))) {
            throw new Failure(FailureKind.DIRECTORY_NOT_EMPTY, name.path() + " is not empty");
        }
        name.tree().removeDirectory(name.bucket(), prefix, !page.objects().isEmpty());
    }

    /** As {@link Renames#rename}. */
    void rename(TreeName target, Renames.Watch watch) {
        requireMovable();
        name.require(Permission.RENAME);
        Rename rename = new Rename(name.tree().objects().moves(), watch);
        if (name.isFile() || !name.isDirectory()) {
            renameFile(rename, target);
        } else {
            renameDirectory(rename, target);
        }
        name.changed();
    }

    private void renameFile(Rename rename, TreeName target) {
        Tree tree = name.tree();
        StoredObject source = name.requireFile();
        String targetKey = target.writableKey();
        Usages usages = tree.space().usages();
        Amount replaced =
                usages.covers(target.bucket(), targetKey) ? tree.amount(target.bucket(), targetKey) : Amount.NOTHING;
        tree.moving(name.bucket(), source.key(), target.bucket(), targetKey);
        try {
            rename.file(name.bucket(), source, target.bucket(), targetKey, target.permits(Permission.OVERWRITE));
        } catch (RuntimeException e) {
            usages.doubt(name.bucket(), source.key());
            usages.doubt(target.bucket(), targetKey);
            throw e;
        }
        tree.moved(name.bucket(), source.key(), target.bucket(), targetKey, source.size());
        tree.movedAmount(
                name.bucket(), source.key(), target.bucket(), targetKey, Amount.ofFile(source.size()), replaced);
    }

    private void renameDirectory(Rename rename, TreeName target) {
        target.require(Permission.MAKE_DIRECTORY);
        target.require(Permission.WRITE);
        target.requireDirectoryName();
        requireUndivided(name);
        requireUndivided(target);
        target.requireParent();
        Folder from = folder(name);
        Folder to = folder(target);
        name.tree().movingDirectory(from, to);
        boolean all = false;
        try {
            rename.directory(from, to);
            all = true;
        } finally {
            name.tree().space().usages().moved(from, to, all);
        }
        name.tree().movedDirectory(from, to);
    }

    /** A rule below would hold for what is there under one of the two names alone. */
    private static void requireUndivided(TreeName name) {
        if (name.tree().permissions().divide(name.path())) {
            throw new Failure(FailureKind.NOT_PERMITTED, "A rule of the user stands below " + name.path());
        }
    }

    /** All that is below a directory; the root of a mount cannot have another name. */
    private static Folder folder(TreeName name) {
        if (name.isFixed()) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, name.path() + " is a mount point, or leads to one");
        }
        return new Folder(name.bucket(), name.prefix());
    }

    /** Kept as metadata {@code mtime}, as rclone writes it: the object is copied onto itself. */
    void setTime(Instant modified) {
        if (!name.isOwn()) {
            name.require(Permission.OVERWRITE);
        }
        Tree tree = name.tree();
        StoredObject present = name.requireFile();
        tree.memory().forget(name.bucket(), present.key());
        tree.objects().times().set(name.bucket(), present, modified);
        tree.memory().timed(name.bucket(), present.key(), present.size(), modified);
        name.changed();
    }

    private void requireMovable() {
        if (name.isFixed()) {
            throw new Failure(FailureKind.NOT_PERMITTED, name.path() + " is a mount point, or leads to one");
        }
    }
}

package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.StoredObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A name in a user's tree: where it leads, what the user may do there, and what is known of it. Making one asks nothing of S3. A question
 * is answered by what the session remembers, else by S3; what reads or changes content asks S3, once for the life of this value, which is
 * one command, or RNFR and the RNTO behind it.
 */
final class TreeName implements Permits {
    private final Tree tree;
    private final Mount mount;
    private final Access access;
    private final VirtualPath path;
    private final VirtualPath working;
    private final boolean directoryOnly;
    private final boolean fixed;

    @Nullable
    private Optional<StoredObject> object;

    /**
     * @param working       where the session stands: that directory and those above it stay while it does
     * @param directoryOnly the name was written in a way that no file can have
     */
    TreeName(Tree tree, VirtualPath path, VirtualPath working, boolean directoryOnly) {
        this.tree = tree;
        this.mount = tree.mounts().holding(path);
        this.access = tree.permissions().at(path, mount.access());
        this.path = path;
        this.working = working;
        this.fixed = tree.mounts().isFixed(path);
        this.directoryOnly = directoryOnly || fixed;
    }

    Tree tree() {
        return tree;
    }

    Mount mount() {
        return mount;
    }

    VirtualPath path() {
        return path;
    }

    /** The directory that it is in. */
    TreeName parent() {
        return new TreeName(tree, path.parent(), working, true);
    }

    /** A name in this directory. */
    TreeName child(String name, boolean directory) {
        return new TreeName(tree, path.resolve(name), working, directory);
    }

    String bucket() {
        return mount.bucket();
    }

    /** The key of the file of this name. */
    String key() {
        return mount.key(path);
    }

    /** What the keys below the directory of this name begin with. */
    String prefix() {
        return mount.keysBelow(path);
    }

    /** Where the directory of this name is kept; empty where no bucket is behind it. */
    String address() {
        return mount.isNowhere() ? "" : "s3://" + bucket() + "/" + prefix();
    }

    /** True for mount points, and what is above them. */
    boolean isFixed() {
        return fixed;
    }

    /** True where no file can have this name. */
    boolean isDirectoryOnly() {
        return directoryOnly;
    }

    /** What the mount and the rules of the user leave. */
    Access access() {
        return access;
    }

    @Override
    public boolean permits(Permission permission) {
        return access.permits(permission);
    }

    /** The one place where permissions are asked for. */
    void require(Permission permission) {
        if (!permits(permission)) {
            throw new Failure(FailureKind.NOT_PERMITTED, permission + " is not allowed at " + path);
        }
    }

    /** 1 HeadObject; none for what the session remembers, and for mount points. */
    boolean isFile() {
        return known(false).present();
    }

    /** 1 ListObjectsV2 of one key; none where the session stands, for what it remembers, and for mount points. */
    boolean isDirectory() {
        return stays() || isInBucket() || wasLately();
    }

    /** True for what is there whatever is in the bucket: mount points, what is above them, and where the session stands. */
    boolean stays() {
        return fixed || working.startsWith(path);
    }

    boolean isInBucket() {
        return !mount.isNowhere() && tree.isInBucket(bucket(), prefix());
    }

    boolean wasLately() {
        return !mount.isNowhere() && tree.lately().contains(bucket(), prefix());
    }

    void requireDirectory(boolean isThere) {
        if (!isThere) {
            throw new Failure(FailureKind.NOT_FOUND, path + " is not a directory");
        }
    }

    /** Asks only where the user's directories are strict. */
    void requireParent() {
        if (tree.strict() && !parent().isDirectory()) {
            throw new Failure(FailureKind.NOT_FOUND, path.parent() + " does not exist");
        }
    }

    /** The key, where a file of this name may be written. */
    String writableKey() {
        if (directoryOnly) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, path + " is a directory");
        }
        require(Permission.WRITE);
        requireAllowed(tree.names().permitFile(path, mount.path()));
        String key = key();
        requireParent();
        return key;
    }

    /** For a directory that gets this name. */
    void requireDirectoryName() {
        requireAllowed(tree.names().permitDirectory(path, mount.path()));
    }

    private void requireAllowed(boolean allowed) {
        if (!allowed) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, path + " is a name that the user may not give");
        }
    }

    /** As S3 has it now, for what reads or changes it. */
    Optional<StoredObject> object() {
        if (object == null) {
            object = directoryOnly || mount.isNowhere() ? Optional.empty() : tree.look(bucket(), key());
        }
        return object;
    }

    /** S3 has told this of it. */
    void saw(Optional<StoredObject> found) {
        object = found;
    }

    /** It has been changed: S3 has to be asked again. */
    void changed() {
        object = null;
    }

    StoredObject requireFile() {
        return object().orElseThrow(() -> new Failure(FailureKind.NOT_FOUND, path + " is not a file"));
    }

    /**
     * For questions: what the session remembers, else as S3 has it now. Where the user may not know of other files, only the session's
     * own are there.
     *
     * @param timed whether the time is asked for
     */
    Note known(boolean timed) {
        if (directoryOnly || mount.isNowhere() || !access.sees() && !isOwn()) {
            return Note.ABSENT;
        }
        Note remembered = object == null ? tree.known(bucket(), key(), timed) : null;
        return remembered == null
                ? object().map(present -> Note.looked(0, present)).orElse(Note.ABSENT)
                : remembered;
    }

    Note requireKnown(boolean timed) {
        Note known = known(timed);
        if (!known.present()) {
            throw new Failure(FailureKind.NOT_FOUND, path + " is not a file");
        }
        return known;
    }

    /** True for a file that this session has stored, as long as it remembers that. */
    boolean isOwn() {
        Note note = directoryOnly || mount.isNowhere() ? null : tree.memory().of(bucket(), key());
        return note != null && note.present() && note.own();
    }
}

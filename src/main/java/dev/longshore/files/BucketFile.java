package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.DigestedObject;
import dev.longshore.s3.Folder;
import dev.longshore.s3.ListingPage;
import dev.longshore.s3.ObjectStore;
import dev.longshore.s3.ObjectUpload;
import dev.longshore.s3.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/**
 * A name in a user's tree. Making one asks nothing of S3. A question is answered by what the session remembers, else by S3; what reads or
 * changes content asks S3, once for the life of this value, which is one command, or RNFR and the RNTO behind it.
 */
final class BucketFile implements FtpFile, Publishes, Hashes, Lists, Removes, Renames, Permits {
    private final Tree tree;
    private final ObjectStore objects;
    private final Mount mount;
    private final VirtualPath path;
    private final VirtualPath working;
    private final boolean directoryOnly;
    private final boolean fixed;
    private final long largest;

    @Nullable
    private Optional<StoredObject> object;

    /**
     * @param working       where the session stands: that directory and those above it stay while it does
     * @param directoryOnly the name was written in a way that no file can have
     */
    BucketFile(Tree tree, VirtualPath path, VirtualPath working, boolean directoryOnly) {
        this.tree = tree;
        this.largest = tree.largest();
        this.objects = tree.objects();
        this.mount = tree.mounts().holding(path);
        this.path = path;
        this.working = working;
        this.fixed = tree.mounts().isFixed(path);
        this.directoryOnly = directoryOnly || fixed;
    }

    VirtualPath path() {
        return path;
    }

    @Override
    public String getAbsolutePath() {
        return path.toString();
    }

    @Override
    public String getName() {
        return path.name();
    }

    @Override
    public boolean isHidden() {
        return false;
    }

    @Override
    public boolean permits(Permission permission) {
        return mount.access().permits(permission);
    }

    /** The one place where permissions are asked for. */
    private void require(Permission permission) {
        if (!permits(permission)) {
            throw new Failure(FailureKind.NOT_PERMITTED, permission + " is not allowed at " + path);
        }
    }

    /** 1 ListObjectsV2 of one key; none where the session stands, for what it remembers, and for mount points. */
    @Override
    public boolean isDirectory() {
        return stays() || isInBucket() || wasLately();
    }

    /** 1 HeadObject; none for what the session remembers, and for mount points. */
    @Override
    public boolean isFile() {
        return known(false).present();
    }

    @Override
    public boolean doesExist() {
        return isFile() || isDirectory();
    }

    @Override
    public boolean isReadable() {
        return permits(Permission.READ);
    }

    @Override
    public boolean isWritable() {
        return permits(Permission.WRITE);
    }

    @Override
    public boolean isRemovable() {
        return !fixed && permits(Permission.DELETE);
    }

    @Override
    public String getOwnerName() {
        return "ftp";
    }

    @Override
    public String getGroupName() {
        return "ftp";
    }

    @Override
    public int getLinkCount() {
        return 1;
    }

    @Override
    public long getLastModified() {
        return requireKnown(true).modified().toEpochMilli();
    }

    /** Kept as metadata {@code mtime}, as rclone writes it: the object is copied onto itself. */
    @Override
    public boolean setLastModified(long time) {
        if (!permits(Permission.OVERWRITE) && !isOwn()) {
            require(Permission.OVERWRITE);
        }
        StoredObject present = requireFile();
        Instant modified = Instant.ofEpochMilli(time);
        tree.memory().forget(mount.bucket(), present.key());
        objects.times().set(mount.bucket(), present, modified);
        tree.memory().timed(mount.bucket(), present.key(), present.size(), modified);
        object = null;
        return true;
    }

    @Override
    public long getSize() {
        return requireKnown(false).size();
    }

    /** HeadObject, and for a directory ListObjectsV2 of one key, where they are not remembered. */
    @Override
    public FileEntry describe() {
        Note file = known(true);
        if (file.present()) {
            BucketFile folder = new BucketFile(tree, path.parent(), working, true);
            return folder.entry(getName(), file);
        }
        requireDirectory(isDirectory());
        return itself(directoryTime());
    }

    /** A file of this directory. */
    private FileEntry entry(String name, Note file) {
        return new FileEntry(name, false, file.size(), file.modified(), address(), EntryRights.of(mount.access()));
    }

    private FileEntry itself(Instant modified) {
        EntryRights rights = fixed ? EntryRights.ofFixed(mount) : EntryRights.of(mount.access());
        return new FileEntry(FileEntry.SELF, true, 0, modified, address(), rights);
    }

    /** Where the directory of this name is kept; empty where no bucket is behind it. */
    private String address() {
        return mount.isNowhere() ? "" : "s3://" + mount.bucket() + "/" + mount.keysBelow(path);
    }

    @Override
    public Object getPhysicalFile() {
        return "s3://" + mount.bucket() + "/" + mount.key(path);
    }

    /** Stores the marker {@code name/}. */
    @Override
    public boolean mkdir() {
        if (fixed || isFile() || isInBucket()) {
            throw new Failure(FailureKind.ALREADY_EXISTS, path + " exists");
        }
        require(Permission.MAKE_DIRECTORY);
        requireParent();
        tree.makeDirectory(mount.bucket(), mount.keysBelow(path));
        return true;
    }

    /** Deletes the file, or the directory when it is empty. */
    @Override
    public boolean delete() {
        if (isFile()) {
            removeFile();
        } else {
            removeDirectory();
        }
        return true;
    }

    /** 1 HeadObject where the file is not remembered, and 1 DeleteObject: S3 does not tell whether a deleted object was there. */
    @Override
    public void removeFile() {
        require(Permission.DELETE);
        requireKnown(false);
        tree.removeFile(mount.bucket(), mount.key(path));
    }

    /** 1 ListObjectsV2 of two keys, and 1 DeleteObject where there is a marker. */
    @Override
    public void removeDirectory() {
        requireMovable();
        require(Permission.DELETE);
        String prefix = mount.keysBelow(path);
        ListingPage page = objects.list(mount.bucket(), prefix, null, 2, null);
        if (page.objects().isEmpty() && !wasLately()) {
            throw new Failure(FailureKind.NOT_FOUND, path + " is not a directory");
        }
        if (!page.objects().stream().allMatch(marker -> marker.key().equals(prefix))) {
            throw new Failure(FailureKind.DIRECTORY_NOT_EMPTY, path + " is not empty");
        }
        tree.removeDirectory(mount.bucket(), prefix, !page.objects().isEmpty());
    }

    @Override
    public boolean move(FtpFile destination) {
        rename(destination, Watch.NONE);
        return true;
    }

    @Override
    public void rename(FtpFile destination, Watch watch) {
        if (!(destination instanceof BucketFile target)) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, destination.getAbsolutePath() + " is not of this tree");
        }
        requireMovable();
        require(Permission.RENAME);
        Rename rename = new Rename(objects.moves(), watch);
        if (isFile() || !isDirectory()) {
            StoredObject source = requireFile();
            String targetKey = target.writableKey();
            tree.moving(mount.bucket(), source.key(), target.mount.bucket(), targetKey);
            rename.file(mount.bucket(), source, target.mount.bucket(), targetKey, target.permits(Permission.OVERWRITE));
            tree.moved(mount.bucket(), source.key(), target.mount.bucket(), targetKey, source.size());
        } else {
            target.require(Permission.MAKE_DIRECTORY);
            target.require(Permission.WRITE);
            target.requireParent();
            Folder from = folder();
            Folder to = target.folder();
            tree.movingDirectory(from, to);
            rename.directory(from, to);
            tree.movedDirectory(from, to);
        }
        object = null;
    }

    @Override
    public List<? extends FtpFile> listFiles() {
        List<BucketFile> children = new ArrayList<>();
        try (Listing listing = entries()) {
            listing.forEachRemaining(entry ->
                    children.add(new BucketFile(tree, path.resolve(entry.name()), working, entry.directory())));
        }
        return children;
    }

    /** What S3 lists, and mount points. Where that is not allowed, what this session has stored there lately. */
    @Override
    public Listing entries() {
        if (isUnlisted()) {
            requireDirectory(isDirectory());
            return held("", null);
        }
        DirectoryListing listing = listing("", null);
        if (listing.foundNothing() && !stays() && !wasLately()) {
            listing.close();
            requireDirectory(false);
        }
        return listing;
    }

    @Override
    public Listing entries(String beginning, @Nullable String after) {
        return isUnlisted() ? held(beginning, after) : listing(beginning, after);
    }

    /** What follows a slash in the order of keys is the digit 0: the first key behind all those of a directory. */
    private DirectoryListing listing(String beginning, @Nullable String after) {
        String keys = mount.keysBelow(path);
        String prefix = keys + beginning;
        if (prefix.getBytes(StandardCharsets.UTF_8).length > ObjectStore.LONGEST_KEY) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, "No key below " + path + " is so long");
        }
        boolean whole = beginning.isEmpty() && after == null;
        return new DirectoryListing(
                new DirectoryListing.Folder(mount.bucket(), keys, EntryRights.of(mount.access())),
                objects.pages(mount.bucket(), prefix, after == null ? null : keys + after + "0"),
                mountPoints(beginning, after),
                whole ? tree.memory().listing(mount.bucket(), keys, true) : PageListener.NONE);
    }

    /** True where S3 is not asked for what is in the directory. */
    private boolean isUnlisted() {
        return mount.isNowhere() || !permits(Permission.LIST);
    }

    private Listing held(String beginning, @Nullable String after) {
        List<FileEntry> entries = new ArrayList<>(mountPoints(beginning, after));
        if (!mount.isNowhere()) {
            tree.memory().own(mount.bucket(), mount.keysBelow(path)).forEach((name, note) -> {
                if (!name.endsWith("/") && isBehind(name, beginning, after)) {
                    entries.add(entry(name, note));
                }
            });
        }
        entries.sort(Comparator.comparing(FileEntry::name));
        return new HeldEntries(itself(Instant.EPOCH), entries);
    }

    /** Directories that are there without a key, in the order of their names. */
    private List<FileEntry> mountPoints(String beginning, @Nullable String after) {
        return tree.mounts().namesIn(path).stream()
                .filter(name -> isBehind(name + "/", beginning, after))
                .map(name -> {
                    EntryRights rights = EntryRights.ofFixed(tree.mounts().holding(path.resolve(name)));
                    return new FileEntry(name, true, 0, Instant.EPOCH, address(), rights);
                })
                .toList();
    }

    private static boolean isBehind(String name, String beginning, @Nullable String after) {
        return name.startsWith(beginning) && (after == null || name.compareTo(after + "0") > 0);
    }

    @Override
    public Upload replace() {
        return permits(Permission.OVERWRITE) ? upload(true) : create();
    }

    @Override
    public Upload create() {
        return upload(false);
    }

    private Upload upload(boolean replace) {
        String key = writableKey();
        return upload(objects.upload(mount.bucket(), key, replace), key, largest);
    }

    private Upload upload(ObjectUpload upload, String key, long room) {
        return new ObjectFileUpload(upload, room, tree.memory(), mount.bucket(), key);
    }

    @Override
    public Upload keep(long kept) {
        if (kept == 0) {
            return replace();
        }
        writableKey();
        StoredObject present = requireFile();
        require(kept == present.size() ? Permission.APPEND : Permission.OVERWRITE);
        if (kept > present.size()) {
            throw new Failure(FailureKind.RESTART_BEYOND_END, path + " has " + present.size() + " bytes, not " + kept);
        }
        if (kept > largest) {
            throw new Failure(FailureKind.TOO_LARGE, path + " would have more than " + largest + " bytes");
        }
        return upload(objects.uploadAfter(mount.bucket(), present, kept), present.key(), largest - kept);
    }

    @Override
    public Upload append() {
        writableKey();
        if (object().isEmpty()) {
            return replace();
        }
        require(Permission.APPEND);
        long size = requireFile().size();
        return size > 0 ? keep(size) : upload(true);
    }

    @Override
    public Download fetch(long offset) {
        require(Permission.READ);
        if (directoryOnly) {
            throw new Failure(FailureKind.NOT_A_FILE, path + " is a directory");
        }
        return new ObjectFileDownload(objects.download(mount.bucket(), mount.key(path), offset));
    }

    @Override
    public Download fetchAsSeen(long offset) {
        require(Permission.READ);
        return new ObjectFileDownload(objects.downloadAsSeen(mount.bucket(), requireFile(), offset));
    }

    /** 1 HeadObject. */
    @Override
    public Recorded recorded() {
        require(Permission.READ);
        Optional<DigestedObject> found =
                directoryOnly ? Optional.empty() : objects.findWithDigests(mount.bucket(), mount.key(path));
        object = found.map(DigestedObject::object);
        return new Recorded(requireFile().size(), found.orElseThrow().digests());
    }

    /**
     * Not to be had: a stream that is closed cannot tell success from failure. Uploads go through {@link Publishes}.
     */
    @Override
    public OutputStream createOutputStream(long offset) throws IOException {
        throw new IOException("Uploads to " + path + " go through Publishes");
    }

    @Override
    public InputStream createInputStream(long offset) throws IOException {
        throw new IOException("Downloads of " + path + " go through Fetches");
    }

    /** True for what is there whatever is in the bucket: mount points, what is above them, and where the session stands. */
    private boolean stays() {
        return fixed || working.startsWith(path);
    }

    private boolean isInBucket() {
        return !mount.isNowhere() && tree.isInBucket(mount.bucket(), mount.keysBelow(path));
    }

    private boolean wasLately() {
        return !mount.isNowhere() && tree.lately().contains(mount.bucket(), mount.keysBelow(path));
    }

    private Instant directoryTime() {
        if (mount.isNowhere()) {
            return Instant.EPOCH;
        }
        String prefix = mount.keysBelow(path);
        Instant remembered = tree.directoryTime(mount.bucket(), prefix);
        if (!remembered.equals(Instant.EPOCH) || fixed || tree.memory().of(mount.bucket(), prefix) != null) {
            return remembered;
        }
        tree.lookForDirectory(mount.bucket(), prefix);
        return tree.directoryTime(mount.bucket(), prefix);
    }

    private void requireDirectory(boolean isThere) {
        if (!isThere) {
            throw new Failure(FailureKind.NOT_FOUND, path + " is not a directory");
        }
    }

    private void requireMovable() {
        if (fixed) {
            throw new Failure(FailureKind.NOT_PERMITTED, path + " is a mount point, or leads to one");
        }
    }

    /** Asks only where the user's directories are strict. */
    private void requireParent() {
        if (tree.strict() && !new BucketFile(tree, path.parent(), working, true).isDirectory()) {
            throw new Failure(FailureKind.NOT_FOUND, path.parent() + " does not exist");
        }
    }

    /** All that is below a directory; the root of a mount cannot have another name. */
    private Folder folder() {
        if (fixed) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, path + " is a mount point, or leads to one");
        }
        return new Folder(mount.bucket(), mount.keysBelow(path));
    }

    private String writableKey() {
        if (directoryOnly) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, path + " is a directory");
        }
        require(Permission.WRITE);
        String key = mount.key(path);
        requireParent();
        return key;
    }

    /** As S3 has it now, for what reads or changes it. */
    private Optional<StoredObject> object() {
        if (object == null) {
            object = directoryOnly || mount.isNowhere() ? Optional.empty() : tree.look(mount.bucket(), mount.key(path));
        }
        return object;
    }

    private StoredObject requireFile() {
        return object().orElseThrow(() -> new Failure(FailureKind.NOT_FOUND, path + " is not a file"));
    }

    /**
     * For questions: what the session remembers, else as S3 has it now. Where the user may not know of other files, only the session's
     * own are there.
     *
     * @param timed whether the time is asked for
     */
    private Note known(boolean timed) {
        if (directoryOnly || mount.isNowhere() || !mount.access().sees() && !isOwn()) {
            return Note.ABSENT;
        }
        Note remembered = object == null ? tree.known(mount.bucket(), mount.key(path), timed) : null;
        return remembered == null
                ? object().map(present -> Note.looked(0, present)).orElse(Note.ABSENT)
                : remembered;
    }

    private Note requireKnown(boolean timed) {
        Note known = known(timed);
        if (!known.present()) {
            throw new Failure(FailureKind.NOT_FOUND, path + " is not a file");
        }
        return known;
    }

    /** True for a file that this session has stored, as long as it remembers that. */
    private boolean isOwn() {
        Note note = directoryOnly || mount.isNowhere() ? null : tree.memory().of(mount.bucket(), mount.key(path));
        return note != null && note.present() && note.own();
    }
}

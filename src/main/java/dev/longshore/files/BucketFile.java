package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.ListingPage;
import dev.longshore.s3.ObjectStore;
import dev.longshore.s3.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/**
 * A name in a user's tree. Making one asks nothing of S3; each question is asked when it is put, and the answer is
 * remembered for the life of this value, which is one command, or RNFR and the RNTO behind it.
 */
final class BucketFile implements FtpFile, Publishes, Fetches, Lists, Removes {
    private final ObjectStore objects;
    private final Mount mount;
    private final VirtualPath path;
    private final boolean directoryOnly;
    private final long largest;

    @Nullable
    private Optional<StoredObject> object;

    @Nullable
    private Boolean directory;

    /**
     * @param directoryOnly the name was written in a way that no file can have
     * @param largest       the largest file that may be stored, in bytes
     */
    BucketFile(ObjectStore objects, Mount mount, VirtualPath path, boolean directoryOnly, long largest) {
        this.largest = largest;
        this.objects = objects;
        this.mount = mount;
        this.path = path;
        this.directoryOnly = directoryOnly || path.equals(mount.path());
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

    /** 1 ListObjectsV2 of one key, none for the root of a mount. */
    @Override
    public boolean isDirectory() {
        if (directory == null) {
            directory = isMountPoint() || objects.anyBelow(mount.bucket(), mount.keysBelow(path));
        }
        return directory;
    }

    /** 1 HeadObject, none for the root of a mount. */
    @Override
    public boolean isFile() {
        return object().isPresent();
    }

    @Override
    public boolean doesExist() {
        return isFile() || isDirectory();
    }

    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean isRemovable() {
        return !isMountPoint();
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
        return requireFile().modified().toEpochMilli();
    }

    /** Kept as metadata {@code mtime}, as rclone writes it: the object is copied onto itself. */
    @Override
    public boolean setLastModified(long time) {
        objects.setModified(mount.bucket(), requireFile(), Instant.ofEpochMilli(time));
        object = null;
        return true;
    }

    @Override
    public long getSize() {
        return requireFile().size();
    }

    @Override
    public Object getPhysicalFile() {
        return "s3://" + mount.bucket() + "/" + mount.key(path);
    }

    /** Stores the marker {@code name/}. */
    @Override
    public boolean mkdir() {
        if (doesExist()) {
            throw new Failure(FailureKind.ALREADY_EXISTS, path + " exists");
        }
        objects.putEmpty(mount.bucket(), mount.keysBelow(path));
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

    /** 1 HeadObject and 1 DeleteObject: S3 does not tell whether a deleted object was there. */
    @Override
    public void removeFile() {
        objects.delete(mount.bucket(), requireFile().key());
    }

    /** 1 ListObjectsV2 of two keys and 1 DeleteObject of the marker. */
    @Override
    public void removeDirectory() {
        if (isMountPoint()) {
            throw new Failure(FailureKind.NOT_PERMITTED, path + " is the root of a mount");
        }
        String prefix = mount.keysBelow(path);
        ListingPage page = objects.list(mount.bucket(), prefix, null, 2, null);
        if (page.objects().isEmpty()) {
            throw new Failure(FailureKind.NOT_FOUND, path + " is not a directory");
        }
        if (!page.objects().stream().allMatch(marker -> marker.key().equals(prefix))) {
            throw new Failure(FailureKind.DIRECTORY_NOT_EMPTY, path + " is not empty");
        }
        objects.delete(mount.bucket(), prefix);
    }

    /** Copies the object, verifies the copy and deletes the source; the order matters, it is never in no place. */
    @Override
    public boolean move(FtpFile destination) {
        if (!(destination instanceof BucketFile target)) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, destination.getAbsolutePath() + " is not of this tree");
        }
        if (!isFile() && isDirectory()) {
            throw new Failure(FailureKind.NOT_IMPLEMENTED, "Directories are not renamed yet: " + path);
        }
        StoredObject source = requireFile();
        String targetKey = target.writableKey();
        if (target.sameObjectAs(this)) {
            return true;
        }
        objects.copy(mount.bucket(), source, target.mount.bucket(), targetKey);
        objects.delete(mount.bucket(), source.key());
        return true;
    }

    @Override
    public List<? extends FtpFile> listFiles() {
        List<BucketFile> children = new ArrayList<>();
        entries()
                .forEachRemaining(entry -> children.add(
                        new BucketFile(objects, mount, path.resolve(entry.name()), entry.directory(), largest)));
        return children;
    }

    @Override
    public Iterator<FileEntry> entries() {
        String prefix = mount.keysBelow(path);
        DirectoryListing listing = new DirectoryListing(objects, mount.bucket(), prefix, PageListener.NONE);
        if (listing.foundNothing() && !isMountPoint()) {
            throw new Failure(FailureKind.NOT_FOUND, path + " is not a directory");
        }
        return listing;
    }

    @Override
    public Upload replace() {
        return new ObjectFileUpload(objects.upload(mount.bucket(), writableKey(), true), largest);
    }

    @Override
    public Upload create() {
        return new ObjectFileUpload(objects.upload(mount.bucket(), writableKey(), false), largest);
    }

    @Override
    public Upload keep(long kept) {
        if (kept == 0) {
            return replace();
        }
        writableKey();
        StoredObject present = requireFile();
        if (kept > present.size()) {
            throw new Failure(FailureKind.RESTART_BEYOND_END, path + " has " + present.size() + " bytes, not " + kept);
        }
        if (kept > largest) {
            throw new Failure(FailureKind.TOO_LARGE, path + " would have more than " + largest + " bytes");
        }
        return new ObjectFileUpload(objects.uploadAfter(mount.bucket(), present, kept), largest - kept);
    }

    @Override
    public Upload append() {
        writableKey();
        return object().filter(present -> present.size() > 0)
                .map(present -> keep(present.size()))
                .orElseGet(this::replace);
    }

    @Override
    public Download fetch(long offset) {
        if (directoryOnly) {
            throw new Failure(FailureKind.NOT_A_FILE, path + " is a directory");
        }
        return new ObjectFileDownload(objects.download(mount.bucket(), mount.key(path), offset));
    }

    @Override
    public Download fetchAsSeen(long offset) {
        return new ObjectFileDownload(objects.downloadAsSeen(mount.bucket(), requireFile(), offset));
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

    private boolean isMountPoint() {
        return path.equals(mount.path());
    }

    private boolean sameObjectAs(BucketFile other) {
        return mount.bucket().equals(other.mount.bucket()) && mount.key(path).equals(other.mount.key(other.path));
    }

    private String writableKey() {
        if (directoryOnly) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, path + " is a directory");
        }
        return mount.key(path);
    }

    private Optional<StoredObject> object() {
        if (object == null) {
            object = directoryOnly ? Optional.empty() : objects.find(mount.bucket(), mount.key(path));
        }
        return object;
    }

    private StoredObject requireFile() {
        return object().orElseThrow(() -> new Failure(FailureKind.NOT_FOUND, path + " is not a file"));
    }
}

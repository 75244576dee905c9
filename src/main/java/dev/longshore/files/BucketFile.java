package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/** A name in a user's tree as FtpServer sees it, with all that commands ask of a name. */
final class BucketFile implements FtpFile, Publishes, Hashes, Lists, Removes, Renames, Permits, Holds {
    private final TreeName name;
    private final FileContent content;
    private final DirectoryContent directory;
    private final NameChange change;

    BucketFile(TreeName name) {
        this.name = name;
        this.content = new FileContent(name);
        this.directory = new DirectoryContent(name);
        this.change = new NameChange(name);
    }

    VirtualPath path() {
        return name.path();
    }

    @Override
    public String getAbsolutePath() {
        return path().toString();
    }

    @Override
    public String getName() {
        return path().name();
    }

    @Override
    public boolean isHidden() {
        return false;
    }

    @Override
    public boolean permits(Permission permission) {
        return name.permits(permission);
    }

    @Override
    public boolean isDirectory() {
        return name.isDirectory();
    }

    @Override
    public boolean isFile() {
        return name.isFile();
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
        return !name.isFixed() && permits(Permission.DELETE);
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
        return name.requireKnown(true).modified().toEpochMilli();
    }

    @Override
    public boolean setLastModified(long time) {
        change.setTime(Instant.ofEpochMilli(time));
        return true;
    }

    @Override
    public long getSize() {
        return name.requireKnown(false).size();
    }

    @Override
    public Object getPhysicalFile() {
        return "s3://" + name.bucket() + "/" + name.key();
    }

    @Override
    public boolean mkdir() {
        change.makeDirectory();
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

    @Override
    public void removeFile() {
        change.removeFile();
    }

    @Override
    public void removeDirectory() {
        change.removeDirectory();
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
        change.rename(target.name, watch);
    }

    @Override
    public List<? extends FtpFile> listFiles() {
        List<BucketFile> children = new ArrayList<>();
        try (Listing listing = entries()) {
            listing.forEachRemaining(
                    entry -> children.add(new BucketFile(name.child(entry.name(), entry.directory()))));
        }
        return children;
    }

    @Override
    public Listing entries() {
        return directory.entries();
    }

    @Override
    public Listing entries(String beginning, @Nullable String after) {
        return directory.entries(beginning, after);
    }

    @Override
    public FileEntry describe() {
        return directory.describe();
    }

    @Override
    public Upload replace() {
        return content.replace();
    }

    @Override
    public Upload create() {
        return content.create();
    }

    @Override
    public Upload keep(long kept) {
        return content.keep(kept);
    }

    @Override
    public Upload append() {
        return content.append();
    }

    @Override
    public OptionalLong left() {
        name.require(Permission.WRITE);
        return name.tree().space().left();
    }

    @Override
    public Download fetch(long offset) {
        return content.fetch(offset);
    }

    @Override
    public Download fetchAsSeen(long offset) {
        return content.fetchAsSeen(offset);
    }

    @Override
    public Recorded recorded() {
        return content.recorded();
    }

    /** Not to be had: a stream that is closed cannot tell success from failure. Uploads go through {@link Publishes}. */
    @Override
    public OutputStream createOutputStream(long offset) throws IOException {
        throw new IOException("Uploads to " + path() + " go through Publishes");
    }

    @Override
    public InputStream createInputStream(long offset) throws IOException {
        throw new IOException("Downloads of " + path() + " go through Fetches");
    }
}

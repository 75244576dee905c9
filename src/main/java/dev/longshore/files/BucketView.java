package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.ObjectStore;
import java.util.Comparator;
import java.util.List;
import org.apache.ftpserver.ftplet.FileSystemView;

/** The tree of one session, and where in it the session stands. Used by one command at a time. */
final class BucketView implements FileSystemView {
    private final ObjectStore objects;
    private final List<Mount> mounts;
    private final long largest;
    private VirtualPath working = VirtualPath.ROOT;

    /** @param largest the largest file that may be stored, in bytes */
    BucketView(ObjectStore objects, List<Mount> mounts, long largest) {
        this.largest = largest;
        this.objects = objects;
        this.mounts = mounts.stream()
                .sorted(Comparator.comparingInt(
                                (Mount mount) -> mount.path().segments().size())
                        .reversed())
                .toList();
    }

    @Override
    public BucketFile getHomeDirectory() {
        return at(VirtualPath.ROOT, true);
    }

    @Override
    public BucketFile getWorkingDirectory() {
        return at(working, true);
    }

    /** 1 ListObjectsV2, none for the root. */
    @Override
    public boolean changeWorkingDirectory(String directory) {
        BucketFile target = getFile(directory);
        if (!target.isDirectory()) {
            return false;
        }
        working = target.path();
        return true;
    }

    /** The file of that name, there or not; makes no request. */
    @Override
    public BucketFile getFile(String name) {
        return at(working.resolve(name), VirtualPath.namesDirectory(name));
    }

    @Override
    public boolean isRandomAccessible() {
        return true;
    }

    @Override
    public void dispose() {
        // Nothing is held between commands.
    }

    private BucketFile at(VirtualPath path, boolean directoryOnly) {
        for (Mount mount : mounts) {
            if (path.startsWith(mount.path())) {
                return new BucketFile(objects, mount, path, directoryOnly, largest);
            }
        }
        throw new Failure(FailureKind.NOT_FOUND, "No mount holds " + path);
    }
}

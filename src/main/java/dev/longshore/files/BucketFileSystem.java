package dev.longshore.files;

import dev.longshore.s3.ObjectStore;
import dev.longshore.s3.ObjectStores;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.User;

/** FtpServer's file system, made of the mounts of each user. */
public final class BucketFileSystem implements FileSystemFactory {
    /** How many names all sessions together remember: some 10 MiB. */
    private static final int REMEMBERED = 50_000;

    /** A little longer than names are remembered, so that all that is old by then goes at once. */
    private static final long SWEEP_MILLIS = SessionMemory.FRESH.toMillis() + 100;

    private final ObjectStores stores;
    private final Semaphore room = new Semaphore(REMEMBERED);
    private final Changes changes = new Changes(System::nanoTime);
    private final LatelyThere lately = new LatelyThere(System::nanoTime);
    private final Usages usages = new Usages(System::nanoTime);
    private final Executor later =
            CompletableFuture.delayedExecutor(SWEEP_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);

    public BucketFileSystem(ObjectStores stores) {
        this.stores = stores;
    }

    /** What is stored where users have quotas. */
    public Usages usages() {
        return usages;
    }

    @Override
    public FileSystemView createFileSystemView(User user) throws FtpException {
        if (user instanceof MountedUser mounted) {
            UserTree tree = mounted.tree();
            ObjectStore objects = stores.of(tree.role(), tree.places());
            SessionMemory memory = new SessionMemory(room, changes, System::nanoTime, later);
            return new BucketView(
                    new Tree(
                            objects,
                            new MountTable(tree.mounts()),
                            memory,
                            lately,
                            tree.strict(),
                            mounted.rules().largestFile(),
                            tree.permissions(),
                            tree.names(),
                            Space.of(usages, objects, tree)),
                    tree.home());
        }
        throw new FtpException("User " + user.getName() + " has no mounts");
    }
}

package dev.longshore.files;

import org.apache.ftpserver.ftplet.FileSystemView;

/** The tree of one session, and where in it the session stands. Used by one command at a time. */
final class BucketView implements FileSystemView {
    private final Tree tree;
    private final VirtualPath home;
    private VirtualPath working;

    /** @param home where the session begins; it stays there although it may not exist */
    BucketView(Tree tree, VirtualPath home) {
        this.tree = tree;
        this.home = home;
        this.working = home;
    }

    @Override
    public BucketFile getHomeDirectory() {
        return at(home, true);
    }

    @Override
    public BucketFile getWorkingDirectory() {
        return at(working, true);
    }

    /** 1 ListObjectsV2 of one key; none for directories above and for what the session remembers. */
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
        tree.memory().clear();
    }

    private BucketFile at(VirtualPath path, boolean directoryOnly) {
        return new BucketFile(new TreeName(tree, path, working, directoryOnly));
    }
}

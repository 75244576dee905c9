package dev.longshore.files;

import dev.longshore.s3.ObjectStore;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.User;

/** FtpServer's file system, made of the mounts of each user. */
public final class BucketFileSystem implements FileSystemFactory {
    private final ObjectStore objects;

    public BucketFileSystem(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public FileSystemView createFileSystemView(User user) throws FtpException {
        if (user instanceof MountedUser mounted) {
            return new BucketView(objects, mounted.mounts(), mounted.rules().largestFile());
        }
        throw new FtpException("User " + user.getName() + " has no mounts");
    }
}

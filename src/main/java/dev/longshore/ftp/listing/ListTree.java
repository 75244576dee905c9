package dev.longshore.ftp.listing;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.Lists;
import java.util.function.Function;
import org.apache.ftpserver.ftplet.FtpFile;

/**
 * The user's tree.
 *
 * @param files the file of a path, there or not; that of the empty path is the working directory
 */
public record ListTree(Function<String, FtpFile> files) {
    private static final String ROOT = "/";

    FtpFile file(String path) {
        return files.apply(path);
    }

    Lists directory(String path) {
        return directory(file(path));
    }

    Lists directory(FtpFile file) {
        if (file instanceof Lists directory) {
            return directory;
        }
        throw new Failure(FailureKind.NOT_IMPLEMENTED, file.getAbsolutePath() + " cannot be listed");
    }

    boolean isRoot(String path) {
        return file(path).getAbsolutePath().equals(ROOT);
    }
}

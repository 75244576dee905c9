package dev.longshore.files;

import org.apache.ftpserver.ftplet.FtpFile;

/** A file or a directory that can be given another name. */
public interface Renames {
    /**
     * Gives it that name. At no moment a file is in no place; a rename that breaks off leaves each file in one place or in both.
     *
     * @param target what is there is replaced by a file, and refused for a directory unless it is empty
     * @throws dev.longshore.failure.Failure {@code NOT_FOUND}, {@code NAME_NOT_ALLOWED}, {@code OVERWRITE_REFUSED} and {@code TOO_MANY} when
     *                                       nothing was done
     */
    void rename(FtpFile target, Watch watch);

    /** Sees how far it is. */
    interface Watch {
        /** Nobody looks. */
        Watch NONE = new Watch() {
            @Override
            public void moved(long done, long all) {}

            @Override
            public void beforeEnd() {}
        };

        /** So many files of so many have a copy under the new name; called by several threads. */
        void moved(long done, long all);

        /** From here on it is not stopped any more. May throw to stop it before. */
        void beforeEnd();
    }
}

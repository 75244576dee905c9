package dev.longshore.s3;

import dev.longshore.failure.StartFailure;

/**
 * How large a directory may be to be renamed.
 *
 * @param objects how many objects it may have
 * @param bytes   how many bytes they may have together
 */
record RenameLimits(long objects, long bytes) {
    /** @throws StartFailure when a value is out of its bounds */
    static RenameLimits of(RenameSettings settings) {
        if (settings.mostObjects() < 0) {
            throw new StartFailure("longshore.transfers.rename.most-objects is " + settings.mostObjects()
                    + ": it must be 0 (directories are not renamed) or more");
        }
        long bytes = settings.mostBytes().map(size -> size.asLongValue()).orElse(Long.MAX_VALUE);
        return new RenameLimits(settings.mostObjects(), bytes);
    }

    boolean allow(FolderSize size) {
        return size.objects() <= objects && size.bytes() <= bytes;
    }
}

package dev.longshore.s3;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is in a folder and all folders in it.
 *
 * @param objects     how many objects
 * @param bytes       how many bytes they have together
 * @param longestName the longest of their names, in bytes of UTF-8
 */
record FolderSize(long objects, long bytes, int longestName) {
    static final FolderSize NOTHING = new FolderSize(0, 0, 0);

    FolderSize with(Folder folder, List<StoredObject> page) {
        long more = 0;
        int longest = longestName;
        for (StoredObject object : page) {
            more += object.size();
            longest = Math.max(longest, folder.nameOf(object.key()).getBytes(StandardCharsets.UTF_8).length);
        }
        return new FolderSize(objects + page.size(), bytes + more, longest);
    }
}

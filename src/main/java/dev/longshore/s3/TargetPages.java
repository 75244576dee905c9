package dev.longshore.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the objects of a folder by their names, which are asked for in the order of S3: two pages are held at most. */
final class TargetPages {
    private final Folder folder;
    private final Iterator<List<StoredObject>> pages;
    private final Map<String, StoredObject> read = new HashMap<>();

    @Nullable
    private String end;

    TargetPages(Folder folder, Iterator<List<StoredObject>> pages) {
        this.folder = folder;
        this.pages = pages;
    }

    /**
     * Those of these names that were found. Where S3 lists in another order than that of UTF-8 some that are there may be missing.
     *
     * @param names behind all that were asked for before
     * @param last  the last of them
     */
    Map<String, StoredObject> find(Set<String> names, String last) {
        read.keySet().removeIf(name -> !names.contains(name) && isBefore(name, last));
        while (pages.hasNext() && (end == null || isBefore(end, last))) {
            for (StoredObject object : pages.next()) {
                String name = folder.nameOf(object.key());
                end = name;
                if (names.contains(name) || !isBefore(name, last)) {
                    read.put(name, object);
                }
            }
        }
        return read;
    }

    private static boolean isBefore(String name, String other) {
        return Arrays.compareUnsigned(name.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8))
                < 0;
    }
}

package dev.longshore.files;

import java.time.Instant;

/**
 * A line of a listing.
 *
 * @param name      one segment, without control characters; {@code .} for the directory that is listed, {@code ..} for the one above it
 * @param directory whether it is a directory
 * @param size      in bytes; 0 for a directory
 * @param modified  when it was stored; {@link Instant#EPOCH} where that is not known
 * @param folder    what tells files of this name apart: the address of the directory that it is in, with a slash at its end, or of {@code .}
 *                  itself; empty where that is not known
 * @param rights    what the user may do with it
 */
public record FileEntry(
        String name, boolean directory, long size, Instant modified, String folder, EntryRights rights) {
    /** The name of the directory that is listed. */
    public static final String SELF = ".";

    /** The name of the directory above it. */
    public static final String PARENT = "..";

    /** An entry of which nothing else is known. */
    public FileEntry(String name, boolean directory, long size, Instant modified) {
        this(name, directory, size, modified, "", EntryRights.ALL);
    }

    /** The directory above the one that is listed. */
    public static FileEntry parent() {
        return new FileEntry(PARENT, true, 0, Instant.EPOCH);
    }

    public boolean isModifiedKnown() {
        return !modified.equals(Instant.EPOCH);
    }

    /** The same for the same file or directory, in whatever listing it is, and for no other; empty where that is not known. */
    public String address() {
        if (folder.isEmpty() || name.equals(SELF)) {
            return folder;
        }
        return directory ? folder + name + "/" : folder + name;
    }
}

package dev.longshore.files;

import static dev.longshore.files.Permission.APPEND;
import static dev.longshore.files.Permission.DELETE;
import static dev.longshore.files.Permission.LIST;
import static dev.longshore.files.Permission.MAKE_DIRECTORY;
import static dev.longshore.files.Permission.OVERWRITE;
import static dev.longshore.files.Permission.READ;
import static dev.longshore.files.Permission.RENAME;
import static dev.longshore.files.Permission.WRITE;

import org.jspecify.annotations.Nullable;

/**
 * What a user may do with the entries of a directory, in the letters of RFC 3659 §7.5.5.
 *
 * @param ofFiles       such as {@code adfrw}: append, delete, rename, retrieve, store
 * @param ofDirectories such as {@code cdeflmp}: create files, delete, enter, rename, list, make directories, delete files
 */
public record EntryRights(String ofFiles, String ofDirectories) {
    /** All of them. */
    public static final EntryRights ALL = new EntryRights("adfrw", "cdeflmp");

    /** Of a directory that only leads to mounts. */
    private static final EntryRights ON_THE_WAY = new EntryRights("", "el");

    /** The rights that permissions give. */
    static EntryRights of(Access access) {
        return new EntryRights(
                letters(access, "adfrw", APPEND, DELETE, RENAME, READ, OVERWRITE),
                letters(access, "cdeflmp", WRITE, DELETE, null, RENAME, LIST, MAKE_DIRECTORY, DELETE));
    }

    /** Of a mount point, or of what leads to one, which can neither be removed nor renamed. */
    static EntryRights ofFixed(TreeName name) {
        if (name.mount().isNowhere()) {
            return ON_THE_WAY;
        }
        EntryRights rights = of(name.access());
        return new EntryRights(rights.ofFiles(), rights.ofDirectories().replaceAll("[df]", ""));
    }

    /** The letters of what is permitted; what needs no permission has none. */
    private static String letters(Access access, String letters, @Nullable Permission... needed) {
        StringBuilder given = new StringBuilder();
        for (int i = 0; i < needed.length; i++) {
            Permission permission = needed[i];
            if (permission == null || access.permits(permission)) {
                given.append(letters.charAt(i));
            }
        }
        return given.toString();
    }

    /** The letters for an entry. */
    public String of(boolean directory) {
        return directory ? ofDirectories : ofFiles;
    }
}

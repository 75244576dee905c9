package dev.longshore.files;

/** What a user may do at a place of the tree. */
public enum Permission {
    /** Fetch files, and have their checksums computed. */
    READ,
    /** Store files under names that are free. */
    WRITE,
    /** Replace files that are there, and set their times. */
    OVERWRITE,
    /** Add to the end of files that are there. */
    APPEND,
    /** Remove files and empty directories. */
    DELETE,
    /** Give files and directories other names. */
    RENAME,
    /** Make directories. */
    MAKE_DIRECTORY,
    /** See what is in a directory. */
    LIST
}

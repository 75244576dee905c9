package dev.longshore.files;

/** How the lines of LIST look. */
public enum ListingStyle {
    /** As {@code ls -l} prints them. */
    UNIX,
    /** As {@code DIR} of MS-DOS prints them. */
    MSDOS,
    /** D. J. Bernstein's easily parsed list format. */
    EPLF
}

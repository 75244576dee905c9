package dev.longshore.s3;

/**
 * A part of a bucket that users get at, and that is looked after therefore.
 *
 * @param written whether users may write there
 */
public record Place(Folder folder, boolean written) {
    /** True when who looks after this one looks after the other one, too. */
    boolean holds(Place other) {
        return folder.holds(other.folder) && (written || !other.written);
    }
}

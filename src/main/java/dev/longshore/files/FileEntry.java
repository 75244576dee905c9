package dev.longshore.files;

import java.time.Instant;

/**
 * A line of a listing.
 *
 * @param name      one segment, without control characters
 * @param directory whether it is a directory
 * @param size      in bytes; 0 for a directory
 * @param modified  when it was stored; {@link Instant#EPOCH} where that is not known
 */
public record FileEntry(String name, boolean directory, long size, Instant modified) {}

package dev.longshore.files;

import dev.longshore.s3.ObjectStore;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a user's record says about transfers.
 *
 * @param convertsLines whether TYPE A converts line ends (RFC 959 §3.1.1.1); false moves bytes unchanged
 * @param uploadRate    what all sessions of the user may send in a second, in bytes; empty for no limit
 * @param downloadRate  what all sessions of the user may fetch in a second, in bytes; empty for no limit
 * @param largestFile   the largest file that the user may store, in bytes
 * @param listing       how the lines of LIST look at first
 * @param acceptsTruncation whether an upload over TLS that ends without close_notify is taken for whole; empty where the listener decides
 */
public record TransferRules(
        boolean convertsLines,
        OptionalLong uploadRate,
        OptionalLong downloadRate,
        long largestFile,
        ListingStyle listing,
        Optional<Boolean> acceptsTruncation) {
    /** Of a user whose record says nothing. */
    public static final TransferRules NONE = new TransferRules(
            false,
            OptionalLong.empty(),
            OptionalLong.empty(),
            ObjectStore.LARGEST_OBJECT,
            ListingStyle.UNIX,
            Optional.empty());
}

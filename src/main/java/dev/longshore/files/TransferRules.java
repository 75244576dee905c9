package dev.longshore.files;

/**
 * What a user's record says about transfers.
 *
 * @param convertsLines whether TYPE A converts line ends (RFC 959 §3.1.1.1); false moves bytes unchanged
 */
public record TransferRules(boolean convertsLines) {
    /** Of a user whose record says nothing. */
    public static final TransferRules NONE = new TransferRules(false);
}

package dev.longshore.files;

import java.util.OptionalLong;

/**
 * What a user's record says about transfers.
 *
 * @param convertsLines whether TYPE A converts line ends (RFC 959 §3.1.1.1); false moves bytes unchanged
 * @param uploadRate    what all sessions of the user may send in a second, in bytes; empty for no limit
 * @param downloadRate  what all sessions of the user may fetch in a second, in bytes; empty for no limit
 */
public record TransferRules(boolean convertsLines, OptionalLong uploadRate, OptionalLong downloadRate) {
    /** Of a user whose record says nothing. */
    public static final TransferRules NONE = new TransferRules(false, OptionalLong.empty(), OptionalLong.empty());
}

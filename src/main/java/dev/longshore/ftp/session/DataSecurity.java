package dev.longshore.ftp.session;

/** What a session has agreed on for its data connections (RFC 2228 §3, RFC 4217 §9). */
public enum DataSecurity {
    /** Nothing: they are in clear, and PROT needs PBSZ first. */
    NONE,
    /** PBSZ 0, and PROT C or none: they are in clear. */
    CLEAR,
    /** PROT P: they are TLS. */
    PRIVATE
}

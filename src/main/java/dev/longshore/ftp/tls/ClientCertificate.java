package dev.longshore.ftp.tls;

/** Whether clients are asked for a certificate of theirs. */
public enum ClientCertificate {
    /** They are not. */
    NONE,
    /** They are, and may have none. */
    OFFER,
    /** They are, and without one there is no TLS. */
    REQUIRE
}

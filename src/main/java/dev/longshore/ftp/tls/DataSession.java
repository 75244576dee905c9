package dev.longshore.ftp.tls;

/** Whether TLS of data connections resumes the session of their control connection (RFC 4217 §10.2). */
public enum DataSession {
    /** Never: each data connection is a full handshake. */
    OFF,
    /** Where the client wants it. */
    OFFER,
    /** Always: who could connect to a data port but has not the session of the control connection gets nothing. */
    REQUIRE
}

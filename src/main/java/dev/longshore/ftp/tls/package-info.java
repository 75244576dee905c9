/**
 * TLS as RFC 4217 uses it: certificates, engines of control and data connections, and the bytes of the latter. Calls no other room of
 * {@code ftp}; MINA's side of control connections is in {@code listener}.
 */
@NullMarked
package dev.longshore.ftp.tls;

import org.jspecify.annotations.NullMarked;

/** Security commands of RFC 2228 as RFC 4217 has them for TLS: AUTH PBSZ PROT CCC. */
@NullMarked
package dev.longshore.ftp.command.security;

import org.jspecify.annotations.NullMarked;

/** Service commands that move bytes, RFC 959 §4.1.3 and RFC 3659 §7: RETR STOR STOU APPE REST ALLO ABOR LIST NLST MLSD STAT. */
@NullMarked
package dev.longshore.ftp.command.transfer;

import org.jspecify.annotations.NullMarked;

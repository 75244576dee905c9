/** Access control commands, RFC 959 §4.1.1: USER PASS ACCT REIN QUIT CWD CDUP, and HOST of RFC 7151. */
@NullMarked
package dev.longshore.ftp.command.access;

import org.jspecify.annotations.NullMarked;

/** Access control commands, RFC 959 §4.1.1: USER PASS QUIT CWD CDUP. */
@NullMarked
package dev.longshore.ftp.command.access;

import org.jspecify.annotations.NullMarked;

/** SITE (RFC 959 §4.1.3) and its words: HELP CHMOD DIRSTYLE UMASK UTIME. */
@NullMarked
package dev.longshore.ftp.command.site;

import org.jspecify.annotations.NullMarked;

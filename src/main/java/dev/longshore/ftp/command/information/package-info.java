/** Informational commands, RFC 959 §4.1.3, RFC 2389 and RFC 2640: SYST HELP NOOP FEAT OPTS LANG. */
@NullMarked
package dev.longshore.ftp.command.information;

import org.jspecify.annotations.NullMarked;

/** Informational commands, RFC 959 §4.1.3 and RFC 2389: SYST STAT HELP NOOP FEAT OPTS. */
@NullMarked
package dev.longshore.ftp.command.information;

import org.jspecify.annotations.NullMarked;

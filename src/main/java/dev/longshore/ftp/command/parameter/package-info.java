/** Transfer parameter commands, RFC 959 §4.1.2 and RFC 2428: PORT PASV EPRT EPSV TYPE STRU MODE. */
@NullMarked
package dev.longshore.ftp.command.parameter;

import org.jspecify.annotations.NullMarked;

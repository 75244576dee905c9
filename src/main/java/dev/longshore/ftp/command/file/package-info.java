/** Service commands about files, RFC 959 §4.1.3 and RFC 3659: PWD MKD RMD DELE RNFR RNTO SIZE MDTM MLST. */
@NullMarked
package dev.longshore.ftp.command.file;

import org.jspecify.annotations.NullMarked;

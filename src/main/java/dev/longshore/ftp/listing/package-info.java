/** Lines of LIST, NLST, MLSD and STAT, facts of MLST, times. */
@NullMarked
package dev.longshore.ftp.listing;

import org.jspecify.annotations.NullMarked;

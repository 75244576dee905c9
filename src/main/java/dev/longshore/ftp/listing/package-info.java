/** Lines of LIST, NLST and MLSD. */
@NullMarked
package dev.longshore.ftp.listing;

import org.jspecify.annotations.NullMarked;

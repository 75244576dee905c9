/** Data connections: passive ports, active connects, transfers. */
@NullMarked
package dev.longshore.ftp.data;

import org.jspecify.annotations.NullMarked;

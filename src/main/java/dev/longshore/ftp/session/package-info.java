/** One client's state between its commands. */
@NullMarked
package dev.longshore.ftp.session;

import org.jspecify.annotations.NullMarked;

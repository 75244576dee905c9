/**
 * The one exception that reaches the wire. Every room may throw it; the kinds name their FTP replies, so that no
 * command decides about codes. Depends on nothing.
 */
@NullMarked
package dev.longshore.failure;

import org.jspecify.annotations.NullMarked;

/** Puts the rooms together: start, stop, the panel. Nothing calls it. */
@NullMarked
package dev.longshore;

import org.jspecify.annotations.NullMarked;

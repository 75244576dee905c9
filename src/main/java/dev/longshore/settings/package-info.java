/** How values of the configuration are read. Depends on nothing. */
@NullMarked
package dev.longshore.settings;

import org.jspecify.annotations.NullMarked;

/** How values of the configuration are read. May call {@code failure}. */
@NullMarked
package dev.longshore.settings;

import org.jspecify.annotations.NullMarked;

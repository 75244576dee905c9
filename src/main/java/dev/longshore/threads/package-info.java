/** Where blocking work runs: virtual threads where the JDK has them, a pool elsewhere. Depends on nothing. */
@NullMarked
package dev.longshore.threads;

import org.jspecify.annotations.NullMarked;

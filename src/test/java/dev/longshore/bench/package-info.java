/** Measurements that are run by hand; see each class for its command line. */
@NullMarked
package dev.longshore.bench;

import org.jspecify.annotations.NullMarked;

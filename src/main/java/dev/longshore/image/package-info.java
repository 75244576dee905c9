/** What is other in a native executable. The program itself calls nothing here. */
@NullMarked
package dev.longshore.image;

import org.jspecify.annotations.NullMarked;

/** Pages of {@code docs} that are made of the code. */
@NullMarked
package dev.longshore.pages;

import org.jspecify.annotations.NullMarked;

/**
 * What operators see and change over HTTP. May call {@code users}, {@code settings} and {@code failure}. Handlers run on
 * the threads of Vert.x and wait for nothing.
 */
@NullMarked
package dev.longshore.admin;

import org.jspecify.annotations.NullMarked;

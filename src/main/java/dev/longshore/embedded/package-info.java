/**
 * An S3 on the local disk, inside this process, for development and tests. Called by {@code s3} when
 * {@code longshore.s3.embedded} is on; depends on {@code failure} alone.
 */
@NullMarked
package dev.longshore.embedded;

import org.jspecify.annotations.NullMarked;

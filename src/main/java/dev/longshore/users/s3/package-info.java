/**
 * The store of users as objects {@code NAME.json} of a bucket. Calls {@code s3} for them. What is in use is asked for again and again with
 * If-None-Match, so that a change is seen within seconds. Beside it, the one-time codes that are used up.
 */
@NullMarked
package dev.longshore.users.s3;

import org.jspecify.annotations.NullMarked;

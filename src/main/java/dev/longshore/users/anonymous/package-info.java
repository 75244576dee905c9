/** The user whom any password lets in. Calls {@code users.record} for its tree. */
@NullMarked
package dev.longshore.users.anonymous;

import org.jspecify.annotations.NullMarked;

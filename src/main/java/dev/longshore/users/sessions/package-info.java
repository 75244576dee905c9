/**
 * How many sessions a user has. Called by {@code ftp}; {@code redis} shares what is counted here. May call
 * {@code users}.
 */
@NullMarked
package dev.longshore.users.sessions;

import org.jspecify.annotations.NullMarked;

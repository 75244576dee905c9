/**
 * Who is kept out for a while: points for what strangers do, and bans of where they come from. Called by {@code ftp} and
 * {@code admin}; {@code redis} shares what is counted here. May call {@code users}, {@code settings} and
 * {@code failure}. Nothing here waits for anything.
 */
@NullMarked
package dev.longshore.users.defender;

import org.jspecify.annotations.NullMarked;

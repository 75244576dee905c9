/**
 * What passwords are compared with, and how: clear text and the hashes that other servers write, a bound on how much is
 * compared at once, and what is remembered of comparisons. Called by {@code users} and its stores; calls only
 * {@code failure}. Nothing here prints a password or a hash.
 */
@NullMarked
package dev.longshore.users.password;

import org.jspecify.annotations.NullMarked;

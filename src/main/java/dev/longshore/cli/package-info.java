/**
 * What the program does instead of serving: verbs about passwords and users. Called by the front door; may call {@code users}
 * and {@code failure}. Passwords come from the terminal or the standard input, never from the command line, which other users
 * of the machine can see.
 */
@NullMarked
package dev.longshore.cli;

import org.jspecify.annotations.NullMarked;

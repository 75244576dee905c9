/**
 * Who may come in, and what is theirs: FtpServer's {@code UserManager} over credential stores. Called by {@code ftp}; may call
 * {@code files} for the mounts of a user, {@code s3} for a store, and {@code failure}.
 */
@NullMarked
package dev.longshore.users;

import org.jspecify.annotations.NullMarked;

/**
 * The wire: what FTP says. {@link dev.longshore.ftp.FtpGateway} is the door; behind it {@code listener} (accept, lines,
 * dispatch), {@code session} (one client's state), {@code command} (one class per verb), {@code data} (data connections),
 * {@code listing} and {@code reply}. Calls {@code files} and {@code users}; knows nothing of S3.
 */
@NullMarked
package dev.longshore.ftp;

import org.jspecify.annotations.NullMarked;

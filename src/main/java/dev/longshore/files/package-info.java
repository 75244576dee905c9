/**
 * The file system that FTP users see: paths, mounts, FtpServer's {@code FileSystemView} and {@code FtpFile}, and small
 * capability interfaces beside it ({@code Publishes}, {@code Fetches}, {@code Hashes}, {@code Lists}, {@code Removes}). Called by {@code ftp} and {@code users};
 * may call {@code s3} and {@code failure}.
 */
@NullMarked
package dev.longshore.files;

import org.jspecify.annotations.NullMarked;

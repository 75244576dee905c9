/**
 * What is done to a bucket: clients, part memory, uploads, downloads, copies, listings, the check at start. Knows
 * objects and keys, nothing of FTP. Called by {@code files}; may call {@code embedded}, {@code threads}, {@code failure}.
 */
@NullMarked
package dev.longshore.s3;

import org.jspecify.annotations.NullMarked;

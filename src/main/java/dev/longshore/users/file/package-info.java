/**
 * The store of users in a file or folder: records as YAML or JSON, and {@code htpasswd}. What is there is read anew as soon as it looks
 * different, which is tried each second.
 */
@NullMarked
package dev.longshore.users.file;

import org.jspecify.annotations.NullMarked;

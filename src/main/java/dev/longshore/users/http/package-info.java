/**
 * The store of users that an HTTP service knows, in the format of AWS Transfer Family's custom identity providers. The service compares
 * passwords; what it has let in is used for some seconds, and for a while when it can no longer be asked.
 */
@NullMarked
package dev.longshore.users.http;

import org.jspecify.annotations.NullMarked;

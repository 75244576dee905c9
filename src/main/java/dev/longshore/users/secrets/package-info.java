/**
 * The store of users as secrets of AWS Secrets Manager, in the format of AWS Transfer Family's identity providers. Calls Secrets Manager for
 * a login, unless it was asked within seconds.
 */
@NullMarked
package dev.longshore.users.secrets;

import org.jspecify.annotations.NullMarked;

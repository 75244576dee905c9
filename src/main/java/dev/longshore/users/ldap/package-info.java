/**
 * The store of users in a directory: an entry is found by a search, a password compared by a bind as its user, and the tree made of the
 * groups that the user is in. What was let in is used for some seconds, and for a while when no server can be asked.
 */
@NullMarked
package dev.longshore.users.ldap;

import org.jspecify.annotations.NullMarked;

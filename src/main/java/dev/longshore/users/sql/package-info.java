/**
 * The store of users in PostgreSQL or H2: a table of its own, or whatever a query of the operator says. The database is asked at each
 * login, so that a change is seen at once.
 */
@NullMarked
package dev.longshore.users.sql;

import org.jspecify.annotations.NullMarked;

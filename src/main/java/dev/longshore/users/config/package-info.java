/** The store of users that stand in the configuration itself. */
@NullMarked
package dev.longshore.users.config;

import org.jspecify.annotations.NullMarked;

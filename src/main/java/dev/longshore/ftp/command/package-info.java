/** What all verbs share; the verbs themselves are in the packages below, by RFC. */
@NullMarked
package dev.longshore.ftp.command;

import org.jspecify.annotations.NullMarked;

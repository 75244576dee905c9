/**
 * One-time codes: those of the time (RFC 6238) and those of a sequence (RFC 2289). Pure values: who verifies an answer
 * gets the state that must be stored before anybody is let in. Calls nothing.
 */
@NullMarked
package dev.longshore.users.otp;

import org.jspecify.annotations.NullMarked;

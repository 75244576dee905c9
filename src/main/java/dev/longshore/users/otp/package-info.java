/**
 * One-time codes: those of the time (RFC 6238) and those of a sequence (RFC 2289). Pure values: who verifies an answer
 * gets the state whose use must be claimed before anybody is let in. {@link dev.longshore.users.otp.UsedCodes} is where. Calls nothing.
 */
@NullMarked
package dev.longshore.users.otp;

import org.jspecify.annotations.NullMarked;

package dev.longshore.users.otp;

import java.time.Instant;
import java.util.Optional;

/**
 * A user's one-time codes and what has been used of them. Immutable: an answer that is right makes a new state, and the
 * login holds only when that could be stored in the place of the state that was asked, by a conditional write. Of two
 * logins with one code the second write then fails, and with it the second login.
 */
public sealed interface OneTimeCode permits TimeCode, SequenceCode {
    /** What the client has to know for its answer: the text of 336. Tells nothing secret. */
    String challenge();

    /**
     * @param answer what the client sent, in any of the ways in which such codes are written
     * @return the state to be stored before the client is let in; empty when the answer is wrong
     */
    Optional<? extends OneTimeCode> verify(String answer, Instant now);
}

package dev.longshore.users.otp;

import java.time.Instant;
import java.util.Optional;

/**
 * A user's one-time codes and what has been used of them. Immutable: an answer that is right makes a new state, whose use
 * must be claimed at {@link UsedCodes} before the client is let in. Of two logins with one code only one gets the claim.
 */
public sealed interface OneTimeCode permits TimeCode, SequenceCode {
    /** What the client has to know for its answer, for the text of 336; empty for nothing. Tells nothing secret. */
    String challenge();

    /**
     * @param answer what the client sent, in any of the ways in which such codes are written
     * @return the state behind it; empty when the answer is wrong
     */
    Optional<? extends OneTimeCode> verify(String answer, Instant now);

    /** Takes a password and the code behind it apart. What has no code in it is a password without one. */
    Answer behindPassword(String given);

    /** What tells these codes from those of any other secret: it is stored, and tells none of them. */
    String series();

    /** The last use that this state knows of. */
    Use lastUse();

    /**
     * The state behind a use that was stored. One that is older than this state changes nothing.
     *
     * @throws InvalidCode when no state of these codes can have been stored so
     */
    OneTimeCode after(Use use);

    /** @param code empty where there is none */
    record Answer(String password, String code) {
        @Override
        public String toString() {
            return "Answer";
        }
    }

    /**
     * How far codes are used up.
     *
     * @param progress grows with each use; 0 or more where there was one
     * @param proof    what the next answer is compared with, in hexadecimal digits; empty where it is the secret
     */
    record Use(long progress, String proof) {}
}

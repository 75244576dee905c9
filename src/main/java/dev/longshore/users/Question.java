package dev.longshore.users;

/**
 * What a client is asked for that has given a name to USER.
 *
 * @param kind      of the answer
 * @param tls       whether it may be given over TLS alone
 * @param challenge what the answer depends on, and who asks; empty but for a code
 */
public record Question(Kind kind, boolean tls, String challenge) {
    /** See {@link Question#kind()}. */
    public enum Kind {
        PASSWORD,
        /** Whatever it is. */
        ANY_PASSWORD,
        /** With a password, or alone. */
        ONE_TIME_CODE
    }

    /** For a password, or a name that nobody has. */
    static Question password(boolean tls) {
        return new Question(Kind.PASSWORD, tls, "");
    }
}

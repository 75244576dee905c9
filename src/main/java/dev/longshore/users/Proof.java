package dev.longshore.users;

import dev.longshore.users.otp.OneTimeCode;

/** What lets a user in. */
public sealed interface Proof {
    /** The password of the record alone. */
    Proof PASSWORD = new Password();

    /** Nothing: any password will do. */
    Proof NONE = new Nothing();

    /** See {@link #PASSWORD}. */
    record Password() implements Proof {}

    /** A one-time code, behind the password of the record where it has one. */
    record Code(OneTimeCode code) implements Proof {}

    /** See {@link #NONE}. */
    record Nothing() implements Proof {}
}

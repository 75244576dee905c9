package dev.longshore.users;

import dev.longshore.users.otp.OneTimeCode;

/** What lets a user in. */
public sealed interface Proof {
    /** The password of the record alone. */
    Proof PASSWORD = new Password();

    /** Nothing: any password will do. */
    Proof NONE = new Nothing();

    /** A certificate that names the user, alone. */
    Proof CERTIFICATE = new Certificate();

    /** Whether nobody comes in whose client has no certificate that names the user. */
    default boolean needsCertificate() {
        return false;
    }

    /** What there must be to PASS. */
    default Proof besidesCertificate() {
        return this;
    }

    /** See {@link #PASSWORD}. */
    record Password() implements Proof {}

    /** A one-time code, behind the password of the record where it has one. */
    record Code(OneTimeCode code) implements Proof {}

    /** See {@link #NONE}. */
    record Nothing() implements Proof {}

    /** See {@link #CERTIFICATE}. */
    record Certificate() implements Proof {
        @Override
        public boolean needsCertificate() {
            return true;
        }
    }

    /** A certificate that names the user, and something else. */
    record WithCertificate(Proof besidesCertificate) implements Proof {
        @Override
        public boolean needsCertificate() {
            return true;
        }
    }
}

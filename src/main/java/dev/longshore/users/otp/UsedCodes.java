package dev.longshore.users.otp;

import dev.longshore.users.otp.OneTimeCode.Use;
import java.util.Optional;

/** Which codes are used up, for all gateways of a user. Who cannot tell throws, and the client gets 421. */
public interface UsedCodes {
    /** The last use of all; empty when there was none. */
    Optional<Use> last(String user, String series);

    /**
     * Uses a code up.
     *
     * @return true for one caller only, and only when no later code is used up; the use is stored then
     */
    boolean claim(String user, String series, Use use);

    /** A secret that all gateways share: what is made of it stays the same for years. At least 16 bytes. */
    byte[] secret();

    /** Where no record may have codes. */
    UsedCodes NONE = new UsedCodes() {
        @Override
        public Optional<Use> last(String user, String series) {
            throw new IllegalStateException("There is no place for used codes");
        }

        @Override
        public boolean claim(String user, String series, Use use) {
            throw new IllegalStateException("There is no place for used codes");
        }

        @Override
        public byte[] secret() {
            throw new IllegalStateException("There is no place for used codes");
        }
    };
}

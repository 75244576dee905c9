package dev.longshore.files;

import java.util.OptionalLong;

/**
 * How much may be stored in all where a user may write.
 *
 * @param bytes empty for any number
 * @param files empty for any number
 */
public record Quota(OptionalLong bytes, OptionalLong files) {
    /** Of a user whose record says nothing. */
    public static final Quota NONE = new Quota(OptionalLong.empty(), OptionalLong.empty());

    boolean isNone() {
        return bytes.isEmpty() && files.isEmpty();
    }

    /** True when that much more may be stored. What does not grow is always allowed, so that who is beyond it can get back. */
    boolean allows(Amount stored, Amount more) {
        return (more.bytes() <= 0 || stored.bytes() + more.bytes() <= bytes.orElse(Long.MAX_VALUE))
                && (more.files() <= 0 || stored.files() + more.files() <= files.orElse(Long.MAX_VALUE));
    }

    /** How many bytes a new file may have; empty for any number, 0 where there may be no new file. */
    OptionalLong left(Amount stored) {
        if (!allows(stored, Amount.ofFile(0))) {
            return OptionalLong.of(0);
        }
        return bytes.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, bytes.getAsLong() - stored.bytes()));
    }
}

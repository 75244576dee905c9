package dev.longshore.users.record;

import dev.longshore.failure.StartFailure;
import dev.longshore.files.Quota;
import io.quarkus.runtime.configuration.MemorySize;
import java.util.Optional;
import java.util.OptionalLong;

/** How much a user may store in all. */
public final class StoredAmount {
    private StoredAmount() {}

    /**
     * @param key   what stands in front of the names, such as {@code longshore.users.config.alice.limits.quota.}
     * @param bytes of all files together; empty for any number
     * @param files empty for any number
     * @throws StartFailure when there cannot be so many, or less than none
     */
    public static Quota of(String key, Optional<MemorySize> bytes, OptionalLong files) {
        if (files.isPresent() && files.getAsLong() < 0) {
            throw new StartFailure(key + "files is " + files.getAsLong() + ": it must be 0 or more");
        }
        try {
            return new Quota(
                    bytes.isPresent()
                            ? OptionalLong.of(bytes.get().asBigInteger().longValueExact())
                            : OptionalLong.empty(),
                    files);
        } catch (ArithmeticException e) {
            throw new StartFailure(key + "bytes is more than " + Long.MAX_VALUE, e);
        }
    }
}

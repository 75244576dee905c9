package dev.longshore.settings;

import dev.longshore.failure.StartFailure;
import io.quarkus.runtime.configuration.MemorySize;
import java.util.Optional;
import java.util.OptionalLong;

/** A rate of the configuration: bytes a second, such as {@code 10M}. */
public final class ByteRate {
    private static final long LEAST = 1024;

    private ByteRate() {}

    /**
     * @param key where the value stands, for the sentence
     * @return empty for no limit
     * @throws StartFailure when it is less than 1K
     */
    public static OptionalLong of(String key, Optional<MemorySize> value) {
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        long rate = value.get().asLongValue();
        if (rate < LEAST) {
            throw new StartFailure(key + " is " + rate + ": it must be 1K (a second) or more");
        }
        return OptionalLong.of(rate);
    }
}

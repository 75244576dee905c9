package dev.longshore.users.record;

import dev.longshore.failure.StartFailure;
import dev.longshore.files.TransferRules;
import io.quarkus.runtime.configuration.MemorySize;
import java.util.Optional;

/** The largest file that a user may store. */
public final class LargestFile {
    private LargestFile() {}

    /**
     * In bytes.
     *
     * @param key where the value stands, for the sentence
     * @throws StartFailure when no object can be so large
     */
    public static long of(String key, Optional<MemorySize> size) {
        long bytes = size.map(MemorySize::asLongValue).orElse(TransferRules.NONE.largestFile());
        if (bytes < 1 || bytes > TransferRules.NONE.largestFile()) {
            throw new StartFailure(key + " is " + bytes + ": it must be 1 to " + TransferRules.NONE.largestFile()
                    + " bytes, the largest object of S3");
        }
        return bytes;
    }
}

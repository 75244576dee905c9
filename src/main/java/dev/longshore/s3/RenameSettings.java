package dev.longshore.s3;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How large a directory may be to be renamed, which S3 can only do by a copy of each object. */
public interface RenameSettings {
    /** How many objects it may have, 0 or more. A thousand take a second or so. */
    @WithDefault("100000")
    long mostObjects();

    /** How many bytes they may have together, such as {@code 1T}; empty for no limit. */
    Optional<MemorySize> mostBytes();
}

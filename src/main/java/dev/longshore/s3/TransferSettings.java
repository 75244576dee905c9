package dev.longshore.s3;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What transfers may hold and how uploads are cut into parts. */
@ConfigMapping(prefix = "longshore.transfers")
public interface TransferSettings {
    /** The memory of all uploads together, such as {@code 256M}; by default a quarter of the largest heap. */
    Optional<MemorySize> memory();

    /** The size of an upload's first parts, 5M to 1G. A file up to this size is sent in one request. */
    @WithDefault("8M")
    MemorySize partSize();

    /** How many parts of one upload may be on their way to S3 at once, 1 to 64. */
    @WithDefault("4")
    int parallelParts();

    /** What all clients together may send over data connections in a second, such as {@code 100M}; empty for no limit. */
    Optional<MemorySize> uploadRate();

    /** What all clients together may fetch over data connections in a second, such as {@code 100M}; empty for no limit. */
    Optional<MemorySize> downloadRate();
}

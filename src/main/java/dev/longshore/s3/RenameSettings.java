package dev.longshore.s3;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How large a directory may be to be renamed, which S3 can only do by a copy of each object. */
public interface RenameSettings {
    /**
     * How many objects a directory may have to be renamed, all folders in it included. S3 has no directories, so each object is copied and
     * deleted. RNTO of more is answered 550, and nothing is moved. {@code 0} refuses all: “longshore.transfers.rename.most-objects is …: it
     * must be 0 (directories are not renamed) or more”.
     */
    @WithDefault("100000")
    long mostObjects();

    /**
     * How many bytes these objects may have together, such as {@code 1T}.
     *
     * @default none, which means no limit
     */
    Optional<MemorySize> mostBytes();
}

package dev.longshore.s3;

import dev.longshore.settings.StrictBoolean;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Multipart uploads that a process left behind at S3, where they cost money and are seen by no listing. */
public interface JanitorSettings {
    /** Whether they are looked for, when the gateway starts and every hour, and aborted. */
    @WithDefault("true")
    @WithConverter(StrictBoolean.class)
    boolean enabled();

    /**
     * How long nothing must have happened to one. Longer than a slow client of another gateway takes to send one part, at most a year.
     * {@code 0s} suits a gateway that is alone with its prefix.
     */
    @WithDefault("24h")
    Duration olderThan();
}

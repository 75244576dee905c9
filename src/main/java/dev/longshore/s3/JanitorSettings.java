package dev.longshore.s3;

import dev.longshore.settings.StrictBoolean;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Multipart uploads that a process left behind at S3, where they cost money and are seen by no listing. */
public interface JanitorSettings {
    /**
     * Whether they are looked for when the gateway starts and every hour, and aborted: below the configured prefix, and in
     * the mounts that users may write to, those that the same S3 identity began. Mounts are known from the configuration,
     * and those of other users from their first session on; 1,000 different ones are looked at. At start, or then, the log
     * also says whether each bucket has a lifecycle rule {@code AbortIncompleteMultipartUpload}, and which mounts cannot be
     * used: that keeps only those from working who have them.
     *
     * <p>It also deletes blocks of large uploads, below {@code .longshore-block/}, that are as old and not in use by this
     * process, and finishes renames of directories that were left behind. A gateway that renames is
     * taken for dead when it has not written its journal for twice {@code longshore.s3.timeout} and a minute more, or for
     * {@code older-than} where that is shorter.
     */
    @WithDefault("true")
    @WithConverter(StrictBoolean.class)
    boolean enabled();

    /**
     * How long nothing must have happened to such an upload, 0s to 8760h: no part came, and none is being sent by this
     * process. Where several gateways share a bucket and an identity, it must be longer than the slowest client takes
     * to send one part, or a block of 5 GiB of a file with more than 1,000 parts. {@code 0s} is for a gateway that is alone with its prefix.
     */
    @WithDefault("24h")
    Duration olderThan();
}

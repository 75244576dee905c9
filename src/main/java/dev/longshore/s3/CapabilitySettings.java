package dev.longshore.s3;

import io.smallrye.config.WithDefault;

/** What the endpoint can do, where the answer of the endpoint itself is not to be used. */
public interface CapabilitySettings {
    /** PutObject with {@code If-None-Match: *} is refused where the object exists. */
    @WithDefault("auto")
    Answer conditionalPut();

    /** CompleteMultipartUpload with {@code If-None-Match: *} is refused where the object exists. */
    @WithDefault("auto")
    Answer conditionalComplete();

    /** PutObject with {@code If-Match} is refused where the object is another one. */
    @WithDefault("auto")
    Answer conditionalReplace();

    /** Requests are compared with {@code x-amz-checksum-crc32c}, and answered with it. */
    @WithDefault("auto")
    Answer checksums();

    /** CompleteMultipartUpload is compared with the CRC32C of the whole object, and answered with it. */
    @WithDefault("auto")
    Answer wholeChecksums();

    /** UploadPartCopy. */
    @WithDefault("auto")
    Answer uploadPartCopy();

    /** DeleteObjects. */
    @WithDefault("auto")
    Answer deleteObjects();

    /** Keys with signs and letters beyond ASCII come back as they were sent. */
    @WithDefault("auto")
    Answer oddKeys();

    /** What is set for one of them. */
    default Answer of(Capability capability) {
        return switch (capability) {
            case CONDITIONAL_PUT -> conditionalPut();
            case CONDITIONAL_COMPLETE -> conditionalComplete();
            case CONDITIONAL_REPLACE -> conditionalReplace();
            case CHECKSUMS -> checksums();
            case WHOLE_CHECKSUMS -> wholeChecksums();
            case UPLOAD_PART_COPY -> uploadPartCopy();
            case DELETE_OBJECTS -> deleteObjects();
            case ODD_KEYS -> oddKeys();
        };
    }

    /** Whether the endpoint is asked. */
    enum Answer {
        /** The endpoint is tried when the gateway starts. */
        AUTO,
        /** It can. */
        YES,
        /** It cannot. */
        NO
    }
}

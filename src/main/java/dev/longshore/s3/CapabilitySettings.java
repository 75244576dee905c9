package dev.longshore.s3;

import io.smallrye.config.WithDefault;

/** What the endpoint can do, where the answer of the endpoint itself is not to be used. */
public interface CapabilitySettings {
    /**
     * PutObject with {@code If-None-Match: *} is refused where the object exists. Without it: HeadObject before it, and
     * of two writers at once both may win.
     */
    @WithDefault("auto")
    Answer conditionalPut();

    /**
     * CompleteMultipartUpload with {@code If-None-Match: *} is refused where the object exists. Without it: the same.
     */
    @WithDefault("auto")
    Answer conditionalComplete();

    /**
     * PutObject with {@code If-Match} is refused where the object is another one. Without it: of two appends at once
     * the later one wins.
     */
    @WithDefault("auto")
    Answer conditionalReplace();

    /**
     * Requests are compared with {@code x-amz-checksum-crc32c}, and answered with it. Without it: Content-MD5 and the
     * ETag, at a cost of processor time.
     */
    @WithDefault("auto")
    Answer checksums();

    /**
     * CompleteMultipartUpload is compared with the CRC32C of the whole object, and answered with it. Without it: the
     * object's ETag, or its size.
     */
    @WithDefault("auto")
    Answer wholeChecksums();

    /** UploadPartCopy. Without it: the kept bytes of an append are read and sent again. */
    @WithDefault("auto")
    Answer uploadPartCopy();

    /**
     * UploadPartCopy finds a source whose key has {@code +} or {@code %}; an S3 that decodes it twice finds none, or another
     * one. Without it: such a source is treated as if there were no UploadPartCopy.
     */
    @WithDefault("auto")
    Answer oddPartSources();

    /**
     * CopyObject and UploadPartCopy with {@code x-amz-copy-source-if-match} are refused where the source is another
     * object. Without it: renames and appends copy in parts, which they publish after a second look at the source; where
     * UploadPartCopy is missing, too, a wrong copy is removed again, and what it replaced is lost.
     */
    @WithDefault("auto")
    Answer conditionalSource();

    /**
     * UploadPartCopy into a multipart upload whose parts have a CRC32C. Without it, or without UploadPartCopy: large
     * uploads are not made of blocks, and the largest file depends on the memory.
     */
    @WithDefault("auto")
    Answer checkedPartCopy();

    /**
     * CopyObject with {@code If-None-Match: *} is refused where the object exists, which keeps its bytes. Without it: a
     * HeadObject before.
     */
    @WithDefault("auto")
    Answer conditionalCopy();

    /**
     * DeleteObject with {@code If-Match}, and DeleteObjects with ETags, spare an object that is another one. Without it: a
     * HeadObject before.
     */
    @WithDefault("auto")
    Answer conditionalDelete();

    /** DeleteObjects. Without it: a DeleteObject for each. */
    @WithDefault("auto")
    Answer deleteObjects();

    /**
     * Keys with signs and letters beyond ASCII come back as they were sent. Without it: such names may fail or look
     * different.
     */
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
            case ODD_PART_SOURCES -> oddPartSources();
            case CONDITIONAL_SOURCE -> conditionalSource();
            case CHECKED_PART_COPY -> checkedPartCopy();
            case CONDITIONAL_COPY -> conditionalCopy();
            case CONDITIONAL_DELETE -> conditionalDelete();
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

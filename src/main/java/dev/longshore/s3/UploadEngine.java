package dev.longshore.s3;

import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What all uploads of the process share.
 *
 * @param parallelParts how many parts of one upload may be on their way to S3 at once
 * @param capabilities  what the endpoint can do; may wait until that is known
 */
record UploadEngine(
        S3Client client,
        PartMemory memory,
        PartSenders senders,
        PartPlan plan,
        int parallelParts,
        Supplier<Capabilities> capabilities,
        OpenUploads open) {
    boolean can(Capability capability) {
        return capabilities.get().has(capability);
    }
}

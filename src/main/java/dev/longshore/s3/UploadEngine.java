package dev.longshore.s3;

import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What all uploads of the process share.
 *
 * @param parallelParts how many parts of one upload may be on their way to S3 at once
 * @param capabilities  what the endpoint can do; may wait until that is known
 * @param blockPlan     from where on an upload is made of blocks
 * @param blocks        where they are received
 */
record UploadEngine(
        S3Client client,
        PartMemory memory,
        PartSenders senders,
        PartPlan plan,
        int parallelParts,
        Supplier<Capabilities> capabilities,
        OpenUploads open,
        BlockPlan blockPlan,
        BlockSpace blocks) {
    /** The same where requests are made by another client, and what they leave behind is another one's. */
    UploadEngine with(S3Client other, OpenUploads opened, BlockSpace space) {
        return new UploadEngine(other, memory, senders, plan, parallelParts, capabilities, opened, blockPlan, space);
    }

    /**
     * Whether an upload may be made of blocks.
     *
     * @param checked whether its parts have checksums
     */
    boolean copiesBlocks(boolean checked) {
        return can(Capability.UPLOAD_PART_COPY) && (!checked || can(Capability.CHECKED_PART_COPY));
    }

    boolean can(Capability capability) {
        return capabilities.get().has(capability);
    }

    /** Whether an object of that key can be copied in parts. */
    boolean copiesParts(String key) {
        boolean odd = key.indexOf('%') >= 0 || key.indexOf('+') >= 0;
        return can(Capability.UPLOAD_PART_COPY) && (!odd || can(Capability.ODD_PART_SOURCES));
    }
}

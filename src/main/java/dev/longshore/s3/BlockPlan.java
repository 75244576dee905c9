package dev.longshore.s3;

/**
 * From where on an upload is made of blocks. A block is received into an object of its own and then copied to its place inside S3, so
 * that a part of the upload may be larger than memory.
 *
 * @param direct how many parts are sent as they are received; those behind are blocks
 * @param size   the size of a block, in bytes; more than {@link PartPlan#SMALLEST}, up to S3's largest part
 */
public record BlockPlan(int direct, long size) {
    /** S3: the largest part, 5 GiB. With 1,000 parts before them, blocks reach nine tenths of S3's largest object. */
    public static final BlockPlan OF_S3 = new BlockPlan(1_000, 5L * 1024 * 1024 * 1024);

    /**
     * The plan of an upload whose length was told: as many direct parts as leave enough blocks, however small memory makes these parts.
     *
     * @param length how many bytes come, in bytes; one that no plan can hold is planned for as well as it can be
     * @param used   how many parts there are already
     */
    BlockPlan with(long length, int used) {
        int left = PartPlan.MOST_PARTS - used;
        long spare = left * size - length;
        long most = spare < 0 ? used : used + spare / (size - PartPlan.SMALLEST);
        return new BlockPlan((int) Math.min(direct, most), size);
    }

    /** Whether a part of that number is better a block. */
    boolean takes(int number, long partSize) {
        return number > direct && partSize < size;
    }
}

package dev.longshore.s3;

/**
 * How much is copied in one request.
 *
 * @param whole the largest object that CopyObject takes, in bytes
 * @param part  the size of the parts of a larger one, in bytes, as long as {@link PartPlan#MOST_PARTS} of them suffice
 */
record CopySizes(long whole, long part) {
    private static final long MEBIBYTE = 1024 * 1024;

    /** S3: CopyObject takes 5 GiB. A part of half a GiB is copied in seconds, and ten of them side by side. */
    static final CopySizes OF_S3 = new CopySizes(5 * 1024 * MEBIBYTE, 512 * MEBIBYTE);

    /** Whether an object of that size is more than one part, when it is copied in parts. */
    boolean isSeveralParts(long size) {
        return size > partOf(size);
    }

    /** The size of the parts of an object of that size; a whole number of MiB. */
    long partOf(long size) {
        long least = (size + PartPlan.MOST_PARTS - 1) / PartPlan.MOST_PARTS;
        return Math.max(part, (least + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE);
    }
}

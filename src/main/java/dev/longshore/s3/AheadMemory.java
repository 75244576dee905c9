package dev.longshore.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The part of the memory of uploads that downloads may borrow. Nobody waits for it here, and it is bounded, so that uploads always find the
 * rest.
 */
final class AheadMemory {
    private final PartMemory memory;
    private final AtomicInteger left;

    /** @param bytes what all downloads together may hold */
    AheadMemory(PartMemory memory, long bytes) {
        this.memory = memory;
        this.left = new AtomicInteger((int) Math.min(Integer.MAX_VALUE, bytes / PartMemory.SLAB));
    }

    /** Room for so many bytes, or nothing when it cannot be had at once. */
    Optional<List<byte[]>> borrow(long bytes) {
        int wanted = PartMemory.slabs(bytes);
        if (left.addAndGet(-wanted) < 0) {
            left.addAndGet(wanted);
            return Optional.empty();
        }
        List<byte[]> slabs = new ArrayList<>(wanted);
        while (slabs.size() < wanted) {
            byte[] slab = memory.poll();
            if (slab == null) {
                memory.release(slabs);
                left.addAndGet(wanted);
                return Optional.empty();
            }
            slabs.add(slab);
        }
        return Optional.of(slabs);
    }

    void giveBack(List<byte[]> slabs) {
        memory.release(slabs);
        left.addAndGet(slabs.size());
    }
}

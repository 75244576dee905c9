package dev.longshore.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** How much more of the heap is in use than at first, after garbage collections; the test's own part is in it. */
public final class HeapGrowth {
    private static final int KIB = 1024;

    private final String what;
    private final long bound;
    private final long before = Footprint.heap();
    private long most;

    private HeapGrowth(String what, long bound) {
        this.what = what;
        this.bound = bound;
    }

    /** Looks for the first time. */
    public static HeapGrowth of(String what, long bound) {
        return new HeapGrowth(what, bound);
    }

    /** Looks again, and fails beyond the bound. */
    public void check() {
        long grown = Footprint.heap() - before;
        most = Math.max(most, grown);
        assertThat(grown).as("growth of the heap: %s", what).isLessThan(bound);
    }

    /** Prints what was seen. */
    public void print() {
        System.out.printf(
                "Heap, %s: %,d KiB before, at most %,d KiB more, bound %,d KiB (JDK %d)%n",
                what, before / KIB, most / KIB, bound / KIB, Runtime.version().feature());
    }
}

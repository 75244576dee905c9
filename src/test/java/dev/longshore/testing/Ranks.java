package dev.longshore.testing;

import java.util.List;

/** Compares series of times by rank, so that it does not matter when a busy machine now and then takes very long. */
public final class Ranks {
    private Ranks() {}

    /** Mann–Whitney: above 0 when the first series is the slower one. Ties count half; in nanoseconds there are hardly any. */
    public static double z(List<Long> first, List<Long> second) {
        double u = 0;
        for (long one : first) {
            for (long other : second) {
                u += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        double m = first.size();
        double n = second.size();
        return (u - m * n / 2) / Math.sqrt(m * n * (m + n + 1) / 12);
    }

    /** Of nanoseconds, in microseconds. */
    public static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow() / 1_000;
    }
}

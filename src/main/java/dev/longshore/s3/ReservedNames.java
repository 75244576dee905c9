package dev.longshore.s3;

/** Names of folders that the gateway keeps for itself below its prefix; no path of a user may have one as a segment. */
public final class ReservedNames {
    /** What is tried out with an endpoint. */
    static final String PROBE = ".longshore-probe";

    /** Journals of renames. Who could write one could have any objects moved. */
    static final String RENAME = ".longshore-rename";

    /** Blocks of uploads on the way to their place. */
    static final String BLOCK = ".longshore-block";

    private ReservedNames() {}

    /** True for a segment that belongs to the gateway. */
    public static boolean holds(String segment) {
        return segment.equals(PROBE) || segment.equals(RENAME) || segment.equals(BLOCK);
    }

    /** True for a key with such a segment. */
    static boolean areIn(String key) {
        for (String segment : key.split("/")) {
            if (holds(segment)) {
                return true;
            }
        }
        return false;
    }
}

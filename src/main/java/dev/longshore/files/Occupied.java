package dev.longshore.files;

/**
 * What is stored under a key that uploads are on their way to, so that each of them knows what it would replace. Guarded by the lock of
 * {@link Usages}.
 */
final class Occupied {
    private int claims;
    private boolean known;
    private Amount amount = Amount.NOTHING;

    void join() {
        claims++;
    }

    /** True when nobody needs it any more. */
    boolean leave() {
        claims--;
        return claims == 0;
    }

    boolean isKnown() {
        return known;
    }

    Amount amount() {
        return amount;
    }

    /** What S3 has told, unless a change came meanwhile. */
    void learn(Amount told) {
        if (!known) {
            become(told);
        }
    }

    void become(Amount changed) {
        known = true;
        amount = changed;
    }
}

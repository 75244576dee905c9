package dev.longshore.s3;

import org.jspecify.annotations.Nullable;

/**
 * Leads from a body's stream back to the part below it. The SDK puts streams of its own around the one that it is given, and HTTP would
 * have to copy each byte once more to get it through them. It opens a body on the thread that sends it, in the same call.
 */
final class OpenedPart {
    private static final ThreadLocal<PartBuffer> OPENED = new ThreadLocal<>();

    private OpenedPart() {}

    /** A stream of this part was opened by this thread. */
    static void note(PartBuffer part) {
        OPENED.set(part);
    }

    /** The part whose stream this thread has opened since {@link #forget()}; null for none. */
    @Nullable
    static PartBuffer take() {
        PartBuffer part = OPENED.get();
        OPENED.remove();
        return part;
    }

    static void forget() {
        OPENED.remove();
    }
}

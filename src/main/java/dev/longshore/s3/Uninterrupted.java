package dev.longshore.s3;

/** What must come to its end although its thread was told to stop. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Runs where an interrupt does not reach it; the interrupt is kept for afterwards. */
    static void run(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.longshore.ftp.command.extension;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.Download;
import dev.longshore.files.Fetches;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.HashAlgorithm;

/** The checksum of bytes of a file, computed while reading them. */
final class Digest {
    private static final int BUFFER = 64 * 1024;

    private Digest() {}

    /**
     * Ends early when the client goes.
     *
     * @param end behind the last byte; not beyond the file
     */
    static String of(ControlSession session, Fetches file, HashAlgorithm algorithm, long start, long end) {
        HashAlgorithm.Running running = algorithm.start();
        if (start == end) {
            return running.result();
        }
        byte[] buffer = new byte[BUFFER];
        try (Download download = file.fetch(start)) {
            long left = end - start;
            while (left > 0) {
                int count = download.read(buffer);
                if (count < 0 || !session.isConnected()) {
                    throw new Failure(FailureKind.TRANSFER_BROKEN, "The file or the session ended too early");
                }
                running.update(buffer, (int) Math.min(count, left));
                left -= count;
            }
        }
        return running.result();
    }
}

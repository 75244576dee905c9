package dev.longshore.ftp.command.extension;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.Download;
import dev.longshore.files.Fetches;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.HashAlgorithm;

/** The checksum of bytes of a file, computed while reading them. */
final class Digest {
    private static final int BUFFER = 64 * 1024;

    private Digest() {}

    /**
     * Of the content whose size {@code file} has told. ABOR and the client's end stop it.
     *
     * @param end behind the last byte; not beyond the file
     */
    static String of(ControlSession session, Fetches file, HashAlgorithm algorithm, long start, long end) {
        HashAlgorithm.Running running = algorithm.start();
        if (start < end) {
            Transfer reading = session.beginReading();
            try {
                read(reading, file, running, start, end);
                reading.beginCommit();
            } catch (Failure e) {
                reading.requireNotAborted();
                throw e;
            } finally {
                session.endTransfer(reading);
            }
        }
        return running.result();
    }

    private static void read(Transfer reading, Fetches file, HashAlgorithm.Running running, long start, long end) {
        byte[] buffer = new byte[BUFFER];
        try (Download download = file.fetchAsSeen(start)) {
            long left = end - start;
            while (left > 0) {
                int count = download.read(buffer);
                if (count < 0) {
                    throw new Failure(FailureKind.BACKEND_FAILED, "The file ended " + left + " bytes too early");
                }
                reading.requireNotAborted();
                reading.moved(count);
                running.update(buffer, (int) Math.min(count, left));
                left -= count;
            }
        }
    }
}

package dev.longshore.ftp.command.extension;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.Download;
import dev.longshore.files.Fetches;
import dev.longshore.files.Hashes;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.HashAlgorithm;
import java.util.function.Function;

/**
 * The checksum of bytes of a file: the one that the store has recorded, else computed while reading them.
 *
 * @param longest how many bytes are read at most
 */
record FileDigest(long longest) {
    private static final int BUFFER = 64 * 1024;

    /**
     * Of the content that {@code recorded} tells of. ABOR and the client's end stop it.
     *
     * @param end   behind the last byte; not beyond the file
     * @param found makes the reply of the digest
     */
    Reply answer(
            ControlSession session,
            Hashes file,
            Hashes.Recorded recorded,
            HashAlgorithm algorithm,
            long start,
            long end,
            Function<String, Reply> found) {
        String known = recorded.digests().get(algorithm.label());
        if (known != null && start == 0 && end == recorded.size()) {
            return found.apply(known);
        }
        if (end - start > longest) {
            return Replies.DIGEST_TOO_LONG.with();
        }
        return found.apply(read(session, file, algorithm, start, end));
    }

    private static String read(ControlSession session, Fetches file, HashAlgorithm algorithm, long start, long end) {
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

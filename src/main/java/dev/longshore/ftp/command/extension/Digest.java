package dev.longshore.ftp.command.extension;

import dev.longshore.files.Download;
import dev.longshore.files.Fetches;
import dev.longshore.ftp.session.HashAlgorithm;

/** The checksum of bytes of a file, computed while reading them. */
final class Digest {
    private static final int BUFFER = 64 * 1024;

    private Digest() {}

    /** @param end behind the last byte; not beyond the file */
    static String of(Fetches file, HashAlgorithm algorithm, long start, long end) {
        HashAlgorithm.Running running = algorithm.start();
        if (start == end) {
            return running.result();
        }
        byte[] buffer = new byte[BUFFER];
        try (Download download = file.fetch(start)) {
            long left = end - start;
            while (left > 0) {
                int count = download.read(buffer);
                if (count < 0) {
                    break;
                }
                running.update(buffer, (int) Math.min(count, left));
                left -= count;
            }
        }
        return running.result();
    }
}

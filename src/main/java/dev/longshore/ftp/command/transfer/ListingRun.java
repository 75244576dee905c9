package dev.longshore.ftp.command.transfer;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.FileEntry;
import dev.longshore.files.Lists;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.listing.ListingFormat;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.WireCharset;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/** What LIST, NLST and MLSD share: lines are written as their entries come, so that a directory may have any size. */
final class ListingRun {
    private static final int BUFFER = 8 * 1024;
    private static final String END = "\r\n";

    private ListingRun() {}

    /** A directory, or a file as its only entry. */
    static Reply list(ControlSession session, @Nullable String path, ListingFormat format) {
        return stream(session, format, () -> entries(session, path));
    }

    /** A directory only. */
    static Reply directory(ControlSession session, @Nullable String path, ListingFormat format) {
        return stream(session, format, () -> {
            try {
                return session.file(path, Lists.class).entries();
            } catch (Failure e) {
                if (e.kind() == FailureKind.NOT_FOUND && session.file(path).isFile()) {
                    throw new Failure(FailureKind.NOT_A_DIRECTORY, path + " is a file", e);
                }
                throw e;
            }
        });
    }

    /** The entries of a directory, or a file as the only one. */
    static Iterator<FileEntry> entries(ControlSession session, @Nullable String path) {
        try {
            return session.file(path, Lists.class).entries();
        } catch (Failure e) {
            FtpFile file = session.file(path);
            if (e.kind() != FailureKind.NOT_FOUND || !file.isFile()) {
                throw e;
            }
            Instant modified = Instant.ofEpochMilli(file.getLastModified());
            return Collections.singleton(new FileEntry(file.getName(), false, file.getSize(), modified))
                    .iterator();
        }
    }

    private static Reply stream(ControlSession session, ListingFormat format, Supplier<Iterator<FileEntry>> source) {
        return TransferRun.run(
                session, Replies.OPENING.with(), Replies.TRANSFER_COMPLETE.with(), (transfer, offset, start) -> {
                    Iterator<FileEntry> entries = source.get();
                    start.run();
                    write(transfer, session.charset(), format, entries);
                    transfer.beginCommit();
                    transfer.finish();
                });
    }

    private static void write(Transfer transfer, WireCharset charset, ListingFormat format, Iterator<FileEntry> entries)
            throws IOException {
        ListingFormat shown = format.naming(charset::shown);
        OutputStream client = new BufferedOutputStream(transfer.output(), BUFFER);
        Instant now = Instant.now();
        while (entries.hasNext()) {
            byte[] line = charset.listing(shown.line(entries.next(), now) + END);
            client.write(line);
            transfer.moved(line.length);
            transfer.requireNotAborted();
        }
        client.flush();
    }
}

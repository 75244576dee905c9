package dev.longshore.ftp.command.transfer;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.Lists;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.listing.LineBuffer;
import dev.longshore.ftp.listing.Lines;
import dev.longshore.ftp.listing.ListArgument;
import dev.longshore.ftp.listing.ListQuery;
import dev.longshore.ftp.listing.ListTree;
import dev.longshore.ftp.listing.Listed;
import dev.longshore.ftp.listing.ListingFormat;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.WireCharset;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/** What LIST, NLST and MLSD share: lines are written as their entries come, so that a directory may have any size. */
final class ListingRun {
    private ListingRun() {}

    /** LIST and NLST: a directory, a file, or what has a name of a pattern. */
    static Reply list(ControlSession session, ListArgument argument, boolean longForm) {
        ListQuery query = query(session, argument, !longForm);
        ListingFormat format = longForm || argument.options().longForm() ? longFormat(session) : ListingFormat.names();
        return stream(session, format, argument.options().marked(), query::find, query::write);
    }

    /** MLSD: a directory only, and no pattern. */
    static Reply directory(ControlSession session, @Nullable String path) {
        return stream(
                session, ListingFormat.facts(session.facts()), false, () -> facts(session, path), Listed::writeTo);
    }

    /** @param asAsked whether a file is shown with the directories that the client wrote */
    static ListQuery query(ControlSession session, ListArgument argument, boolean asAsked) {
        String path = argument.path() == null ? "" : session.charset().nameOf(argument.path());
        return new ListQuery(new ListTree(session::fileNamed), argument.options(), path, asAsked);
    }

    /** That of LIST. */
    static ListingFormat longFormat(ControlSession session) {
        return ListingFormat.list(session.listingStyle(), Instant.now());
    }

    private static Listed facts(ControlSession session, @Nullable String path) {
        FtpFile file = session.file(path);
        try {
            return Listed.facts(session.file(path, Lists.class).entries(), session.facts(), file.getAbsolutePath());
        } catch (Failure e) {
            if (e.kind() == FailureKind.NOT_FOUND && file.isFile()) {
                throw new Failure(FailureKind.NOT_A_DIRECTORY, path + " is a file", e);
            }
            throw e;
        }
    }

    @FunctionalInterface
    private interface Writer {
        void write(Listed found, Lines lines) throws IOException;
    }

    private static Reply stream(
            ControlSession session, ListingFormat format, boolean marked, Supplier<Listed> source, Writer writer) {
        return TransferRun.run(
                session, Replies.OPENING.with(), Replies.TRANSFER_COMPLETE.with(), (transfer, offset, start) -> {
                    try (Listed found = source.get()) {
                        start.run();
                        Lines lines = lines(transfer, session.charset(), format, marked);
                        write(found, lines, writer);
                        transfer.complete();
                    }
                });
    }

    /** RFC 959 §5.4 has no 550 behind 150: whatever S3 refuses in the middle, the listing is not whole. */
    private static void write(Listed found, Lines lines, Writer writer) throws IOException {
        try {
            writer.write(found, lines);
            lines.flush();
        } catch (Failure e) {
            if (e.kind() == FailureKind.TRANSFER_BROKEN || e.kind() == FailureKind.BACKEND_BUSY) {
                throw e;
            }
            throw new Failure(FailureKind.BACKEND_FAILED, e.getMessage(), e);
        }
    }

    private static Lines lines(Transfer transfer, WireCharset charset, ListingFormat format, boolean marked)
            throws IOException {
        LineBuffer.Names names =
                charset.isUtf8() ? LineBuffer.Names.UTF_8 : name -> charset.listing(charset.shown(name));
        return new DataLines(transfer, format, marked, new LineBuffer(names));
    }
}

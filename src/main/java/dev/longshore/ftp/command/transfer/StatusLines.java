package dev.longshore.ftp.command.transfer;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.FileEntry;
import dev.longshore.ftp.listing.LineBuffer;
import dev.longshore.ftp.listing.Lines;
import dev.longshore.ftp.listing.ListingFormat;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.session.ControlSession;
import java.util.ArrayList;
import java.util.List;

/** The lines of a listing as inner lines of a reply, sent by and by. */
final class StatusLines implements Lines {
    private static final int AT_ONCE = 200;

    private final ControlSession session;
    private final ListingFormat format;
    private final boolean marked;
    private final LineBuffer line = new LineBuffer(LineBuffer.Names.UTF_8);
    private final List<String> lines =
            new ArrayList<>(Replies.DIRECTORY_STATUS.with().lines());
    private boolean begun;

    /** @param marked whether directories end with a slash */
    StatusLines(ControlSession session, ListingFormat format, boolean marked) {
        this.session = session;
        this.format = format;
        this.marked = marked;
    }

    /** True when a part of the reply is sent, which then must get its end. */
    boolean isBegun() {
        return begun;
    }

    /** True when the client has sent ABOR behind this command. */
    boolean isAborted() {
        return session.queue().awaits("ABOR");
    }

    @Override
    public void entry(FileEntry entry, String name) {
        format.write(entry, session.charset().shown(marked && entry.directory() ? name + "/" : name), line);
        add(line.take());
    }

    @Override
    public void text(String text) {
        add(session.charset().shown(text));
    }

    /**
     * Sends what there is.
     *
     * @throws Failure {@code TRANSFER_BROKEN} when the client has sent ABOR, or does not take it
     */
    @Override
    public void flush() {
        if (isAborted()) {
            throw new Failure(FailureKind.TRANSFER_BROKEN, "STAT was aborted");
        }
        if (!lines.isEmpty()) {
            begun = true;
            session.sendPart(Replies.DIRECTORY_STATUS.part(lines));
            lines.clear();
        }
    }

    @Override
    public void endOfEntries() {
        // They are sent when there are enough, or nothing follows at once.
    }

    private void add(String text) {
        lines.add(text);
        if (lines.size() >= AT_ONCE) {
            flush();
        }
    }
}

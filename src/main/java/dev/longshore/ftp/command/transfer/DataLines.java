package dev.longshore.ftp.command.transfer;

import dev.longshore.files.FileEntry;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.listing.LineBuffer;
import dev.longshore.ftp.listing.Lines;
import dev.longshore.ftp.listing.ListingFormat;
import java.io.IOException;
import java.io.OutputStream;

/** The lines of a listing on their way over a data connection. */
final class DataLines implements Lines {
    private final Transfer transfer;
    private final OutputStream client;
    private final ListingFormat format;
    private final boolean marked;
    private final LineBuffer lines;

    /**
     * @param marked whether directories end with a slash
     * @param lines  where they are put together
     */
    DataLines(Transfer transfer, ListingFormat format, boolean marked, LineBuffer lines) throws IOException {
        this.transfer = transfer;
        this.client = transfer.output();
        this.format = format;
        this.marked = marked;
        this.lines = lines;
    }

    @Override
    public void entry(FileEntry entry, String name) throws IOException {
        format.write(entry, marked && entry.directory() ? name + "/" : name, lines);
        end();
    }

    @Override
    public void text(String line) throws IOException {
        lines.name(line);
        end();
    }

    @Override
    public void flush() throws IOException {
        drain();
        client.flush();
    }

    @Override
    public void endOfEntries() {
        // They are sent when there are enough, or nothing follows at once.
    }

    private void end() throws IOException {
        lines.end();
        if (lines.isFull()) {
            drain();
        }
    }

    private void drain() throws IOException {
        transfer.requireNotAborted();
        int count = lines.count();
        lines.drain(client);
        transfer.moved(count);
    }
}

package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Puts the entries of a directory in order. No more than {@value #MOST} are held: of a larger directory all are shown in the order in
 * which they came.
 */
final class SortedLines implements Lines {
    static final int MOST = 10_000;

    private final Lines lines;
    private final EntryOrder order;
    private final boolean reverse;
    private final List<Named> held = new ArrayList<>();
    private boolean tooMany;

    private record Named(FileEntry entry, String name) {}

    SortedLines(Lines lines, EntryOrder order, boolean reverse) {
        this.lines = lines;
        this.order = order;
        this.reverse = reverse;
    }

    @Override
    public void entry(FileEntry entry, String name) throws IOException {
        if (tooMany) {
            lines.entry(entry, name);
            return;
        }
        held.add(new Named(entry, name));
        if (held.size() > MOST) {
            tooMany = true;
            release();
        }
    }

    @Override
    public void text(String line) throws IOException {
        lines.text(line);
    }

    @Override
    public void flush() throws IOException {
        lines.flush();
    }

    /** The sort is stable, so that what is equal keeps the order of its names, and is then turned round with the rest. */
    @Override
    public void endOfEntries() throws IOException {
        held.sort((one, other) -> order.comparator().compare(one.entry(), other.entry()));
        if (reverse) {
            Collections.reverse(held);
        }
        release();
        tooMany = false;
        lines.endOfEntries();
    }

    private void release() throws IOException {
        for (Named named : held) {
            lines.entry(named.entry(), named.name());
        }
        held.clear();
    }
}

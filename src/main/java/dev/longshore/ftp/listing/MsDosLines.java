package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;

/** As {@code DIR} prints them, and as IIS does: {@code 03-14-06  09:05AM}, {@code <DIR>} or the size, the name. */
final class MsDosLines implements ListingFormat {
    private static final int SIZE = 20;
    private static final int NOON = 12;
    private static final int CENTURY = 100;

    private final UtcTime time = new UtcTime();

    @Override
    public void write(FileEntry entry, String name, LineBuffer line) {
        time.of(entry.isModifiedKnown() ? entry.modified() : UnixLines.UNKNOWN);
        int hour = time.hour() % NOON == 0 ? NOON : time.hour() % NOON;
        line.number(time.month(), 2, '0')
                .put('-')
                .number(time.day(), 2, '0')
                .put('-')
                .number(time.year() % CENTURY, 2, '0')
                .put("  ")
                .number(hour, 2, '0')
                .put(':')
                .number(time.minute(), 2, '0')
                .put(time.hour() < NOON ? "AM " : "PM ");
        if (entry.directory()) {
            line.put("      <DIR>         ");
        } else {
            line.number(entry.size(), SIZE, ' ');
        }
        line.put(' ').name(name);
    }
}

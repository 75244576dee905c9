package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import java.time.Duration;
import java.time.Instant;

/**
 * As {@code ls -l} prints them, which is what nearly every client can read. What is in the future, or older than half a year, has a year
 * instead of a time of day, so that no date is ambiguous.
 */
final class UnixLines implements ListingFormat {
    /** For directories of which no time is known: when S3 was opened, so no bucket is older. */
    static final Instant UNKNOWN = Instant.parse("2006-03-14T00:00:00Z");

    private static final Duration HALF_A_YEAR = Duration.ofDays(182);
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    /** The digits of the largest object of S3. */
    private static final int SIZE = 14;

    private final long now;
    private final long recent;
    private final UtcTime time = new UtcTime();

    UnixLines(Instant now) {
        this.now = now.getEpochSecond();
        this.recent = now.minus(HALF_A_YEAR).getEpochSecond();
    }

    @Override
    public void write(FileEntry entry, String name, LineBuffer line) {
        line.put(UnixMode.of(entry.rights(), entry.directory()).letters()).put(" 1 ftp ftp ");
        line.number(entry.size(), SIZE, ' ').put(' ');
        date(entry.isModifiedKnown() ? entry.modified() : UNKNOWN, line);
        line.put(' ').name(name);
    }

    private void date(Instant modified, LineBuffer line) {
        time.of(modified);
        line.put(MONTHS[time.month() - 1]).put(' ').number(time.day(), 2, '0').put(' ');
        long second = modified.getEpochSecond();
        if (second > recent && second <= now) {
            line.number(time.hour(), 2, '0').put(':').number(time.minute(), 2, '0');
        } else {
            line.put(' ').number(time.year(), 4, '0');
        }
    }
}

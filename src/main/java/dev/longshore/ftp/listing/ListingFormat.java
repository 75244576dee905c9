package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import dev.longshore.files.ListingStyle;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** How an entry becomes a line, without its end. All times are UTC. A value serves one listing. */
@FunctionalInterface
public interface ListingFormat {
    /** RFC 3659 §2.3. */
    DateTimeFormatter TIME_VALUE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** @param name as it is shown, which may have directories before it */
    void write(FileEntry entry, String name, LineBuffer line);

    /** LIST; {@code now} decides between a time of day and a year. */
    static ListingFormat list(ListingStyle style, Instant now) {
        return switch (style) {
            case UNIX -> new UnixLines(now);
            case MSDOS -> new MsDosLines();
            case EPLF -> new EplfLines();
        };
    }

    /** NLST: the name alone. */
    static ListingFormat names() {
        return (entry, name, line) -> line.name(name);
    }

    /** MLSD. */
    static ListingFormat facts(Set<Fact> shown) {
        return new FactLines(shown);
    }

    /** RFC 3659 §2.3: a time in UTC. */
    static String timeValue(Instant time) {
        return TIME_VALUE.format(time);
    }
}

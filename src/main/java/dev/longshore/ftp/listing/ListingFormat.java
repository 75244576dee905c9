package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How an entry becomes a line, without its end. All times are UTC. */
@FunctionalInterface
public interface ListingFormat {
    /** The line; {@code now} decides between a time of day and a year. */
    String line(FileEntry entry, Instant now);

    /** The same, with names as the client can read them. */
    default ListingFormat naming(UnaryOperator<String> shown) {
        return (entry, now) ->
                line(new FileEntry(shown.apply(entry.name()), entry.directory(), entry.size(), entry.modified()), now);
    }

    /** LIST: as {@code ls -l} prints it, which is what nearly every client can read. */
    static ListingFormat list() {
        return (entry, now) -> (entry.directory() ? "drwxr-xr-x" : "-rw-r--r--") + " 1 ftp ftp "
                + String.format(Locale.ROOT, "%13d", entry.size()) + " " + date(entry.modified(), now) + " "
                + entry.name();
    }

    /** NLST: the name alone. */
    static ListingFormat names() {
        return (entry, now) -> entry.name();
    }

    /** MLSD (RFC 3659 §7.2): facts, a blank, the name. */
    static ListingFormat facts(Set<Fact> shown) {
        return (entry, now) -> Fact.line(shown, entry) + " " + entry.name();
    }

    /** RFC 3659 §2.3: a time in UTC. */
    static String timeValue(Instant time) {
        return Formats.TIME_VALUE.format(time);
    }

    private static String date(Instant modified, Instant now) {
        boolean recent = modified.isAfter(now.minus(Formats.HALF_A_YEAR)) && !modified.isAfter(now);
        return (recent ? Formats.RECENT : Formats.OLDER).format(modified);
    }

    /** The forms of times. */
    final class Formats {
        private static final Duration HALF_A_YEAR = Duration.ofDays(182);
        private static final DateTimeFormatter RECENT =
                DateTimeFormatter.ofPattern("MMM dd HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
        private static final DateTimeFormatter OLDER =
                DateTimeFormatter.ofPattern("MMM dd  yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
        private static final DateTimeFormatter TIME_VALUE =
                DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

        private Formats() {}
    }
}

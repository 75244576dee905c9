package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How an entry becomes a line. All times are UTC. */
public enum ListingFormat {
    /** As {@code ls -l} prints it, which is what nearly every client can read. */
    LIST {
        @Override
        public String line(FileEntry entry, Instant now) {
            return (entry.directory() ? "drwxr-xr-x" : "-rw-r--r--") + " 1 ftp ftp "
                    + String.format(Locale.ROOT, "%13d", entry.size()) + " " + date(entry.modified(), now) + " "
                    + entry.name() + END;
        }
    },
    /** The name alone. */
    NLST {
        @Override
        public String line(FileEntry entry, Instant now) {
            return entry.name() + END;
        }
    },
    /** RFC 3659 §7.2: facts, a blank, the name. */
    MLSX {
        @Override
        public String line(FileEntry entry, Instant now) {
            return facts(entry) + " " + entry.name() + END;
        }
    };

    private static final String END = "\r\n";
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);
    private static final DateTimeFormatter RECENT =
            DateTimeFormatter.ofPattern("MMM dd HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter OLDER =
            DateTimeFormatter.ofPattern("MMM dd  yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME_VALUE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The line with its end; {@code now} decides between a time of day and a year. */
    public abstract String line(FileEntry entry, Instant now);

    /** RFC 3659 §7.5: the facts of an entry. */
    public static String facts(FileEntry entry) {
        StringBuilder facts = new StringBuilder(64);
        facts.append("type=").append(entry.directory() ? "dir" : "file").append(';');
        if (!entry.directory()) {
            facts.append("size=").append(entry.size()).append(';');
        }
        if (!entry.modified().equals(Instant.EPOCH)) {
            facts.append("modify=").append(timeValue(entry.modified())).append(';');
        }
        return facts.toString();
    }

    /** RFC 3659 §2.3: a time in UTC. */
    public static String timeValue(Instant time) {
        return TIME_VALUE.format(time);
    }

    private static String date(Instant modified, Instant now) {
        boolean recent = modified.isAfter(now.minus(HALF_A_YEAR)) && !modified.isAfter(now);
        return (recent ? RECENT : OLDER).format(modified);
    }
}

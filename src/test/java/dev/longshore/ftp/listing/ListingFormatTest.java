package dev.longshore.ftp.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.FileEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that clients can take apart. */
class ListingFormatTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final EnumSet<Fact> ALL = EnumSet.allOf(Fact.class);

    @Test
    void listsAFileAsLsDoes() {
        assertThat(list(file("a.csv", 1234, "2026-06-01T09:05:59Z")))
                .isEqualTo("-rw-r--r-- 1 ftp ftp          1234 Jun 01 09:05 a.csv");
    }

    @Test
    void listsADirectoryAsLsDoes() {
        assertThat(list(new FileEntry("in", true, 0, Instant.EPOCH)))
                .isEqualTo("drwxr-xr-x 1 ftp ftp             0 Jan 01  1970 in");
    }

    @Test
    void hasEightColumnsBeforeTheName() {
        for (FileEntry entry : new FileEntry[] {
            file("a b  c", 1, "2026-06-01T09:05:59Z"),
            file("a b  c", 5_497_558_138_880L, "2020-01-01T00:00:00Z"),
            new FileEntry("a b  c", true, 0, Instant.EPOCH)
        }) {
            assertThat(list(entry).split(" +", 9)).hasSize(9).endsWith("a b  c");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, '            0'",
        "2147483648, '   2147483648'",
        "4294967296, '   4294967296'",
        "5497558138880, 5497558138880",
    })
    void listsSizesBeyondTwoGibibytes(long size, String column) {
        FileEntry entry = file("a", size, "2026-06-01T09:05:59Z");
        assertThat(list(entry)).contains(" ftp ftp " + column + " Jun");
        assertThat(ListingFormat.facts(ALL).line(entry, NOW)).contains(";size=" + size + ";");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-15T12:00:00Z, Jun 15 12:00",
        "2026-06-15T11:59:59Z, Jun 15 11:59",
        "2026-01-01T00:00:00Z, Jan 01 00:00",
        "2025-12-16T12:00:00Z, Dec 16 12:00",
    })
    void showsTheTimeOfWhatIsRecent(Instant modified, String date) {
        assertThat(list(new FileEntry("a", false, 1, modified))).endsWith(" " + date + " a");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-15T12:00:00Z, Dec 15  2025",
        "2025-06-16T12:00:00Z, Jun 16  2025",
        "1999-12-31T23:59:59Z, Dec 31  1999",
    })
    void showsTheYearOfWhatIsOlderThanHalfAYear(Instant modified, String date) {
        assertThat(list(new FileEntry("a", false, 1, modified))).endsWith(" " + date + " a");
    }

    /** Without a year a client would take it for last year's. */
    @ParameterizedTest
    @CsvSource({"2026-06-15T12:00:01Z, Jun 15  2026", "2027-03-01T00:00:00Z, Mar 01  2027"})
    void showsTheYearOfWhatIsInTheFuture(Instant modified, String date) {
        assertThat(list(new FileEntry("a", false, 1, modified))).endsWith(" " + date + " a");
    }

    @Test
    void showsUtcInEnglishWhereverItRuns() {
        for (int month = 1; month <= 12; month++) {
            Instant modified = NOW.minus(Duration.ofDays(365L * 3 + 30L * month));
            assertThat(list(new FileEntry("a", false, 1, modified)))
                    .matches(".* (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{2}  20\\d{2} a");
        }
    }

    @Test
    void namesNothingButTheName() {
        assertThat(ListingFormat.names().line(file(" a b ", 1, "2026-06-01T09:05:59Z"), NOW))
                .isEqualTo(" a b ");
    }

    /** RFC 3659 §7.2. */
    @Test
    void tellsTheFactsOfAFile() {
        assertThat(ListingFormat.facts(ALL).line(file("a b.csv", 1234, "2026-06-01T09:05:59.987Z"), NOW))
                .isEqualTo("type=file;size=1234;modify=20260601090559; a b.csv");
    }

    @Test
    void tellsNoFactThatIsNotKnown() {
        assertThat(ListingFormat.facts(ALL).line(new FileEntry("in", true, 0, Instant.EPOCH), NOW))
                .isEqualTo("type=dir; in");
    }

    @Test
    void tellsTheFactsThatWereAskedForOnly() {
        FileEntry entry = file("a", 7, "2026-06-01T09:05:59Z");
        assertThat(ListingFormat.facts(EnumSet.of(Fact.SIZE)).line(entry, NOW)).isEqualTo("size=7; a");
        assertThat(ListingFormat.facts(EnumSet.noneOf(Fact.class)).line(entry, NOW))
                .isEqualTo(" a");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01T09:05:59Z, 20260601090559",
        "1970-01-01T00:00:00Z, 19700101000000",
        "2026-12-31T23:59:59.999Z, 20261231235959",
    })
    void writesTimesAsRfc3659Does(Instant time, String value) {
        assertThat(ListingFormat.timeValue(time)).isEqualTo(value);
    }

    private static String list(FileEntry entry) {
        return ListingFormat.list().line(entry, NOW);
    }

    private static FileEntry file(String name, long size, String modified) {
        return new FileEntry(name, false, size, Instant.parse(modified));
    }
}

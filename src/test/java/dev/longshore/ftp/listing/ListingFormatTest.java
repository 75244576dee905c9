package dev.longshore.ftp.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.EntryRights;
import dev.longshore.files.FileEntry;
import dev.longshore.files.ListingStyle;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that clients can take apart. */
class ListingFormatTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final EnumSet<Fact> ALL = EnumSet.of(Fact.TYPE, Fact.SIZE, Fact.MODIFY);

    @Test
    void listsAFileAsLsDoes() {
        assertThat(list(file("a.csv", 1234, "2026-06-01T09:05:59Z")))
                .isEqualTo("-rw-r--r-- 1 ftp ftp           1234 Jun 01 09:05 a.csv");
    }

    @Test
    void listsADirectoryAsLsDoes() {
        assertThat(list(new FileEntry("in", true, 0, Instant.EPOCH)))
                .isEqualTo("drwxr-xr-x 1 ftp ftp              0 Mar 14  2006 in");
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
        "0, '             0'",
        "2147483648, '    2147483648'",
        "4294967296, '    4294967296'",
        "5497558138880, ' 5497558138880'",
        "53687091200000, 53687091200000",
    })
    void listsSizesBeyondTwoGibibytes(long size, String column) {
        FileEntry entry = file("a", size, "2026-06-01T09:05:59Z");
        assertThat(list(entry)).contains(" ftp ftp " + column + " Jun");
        assertThat(line(ListingFormat.facts(ALL), entry)).contains(";size=" + size + ";");
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
        assertThat(line(ListingFormat.names(), file(" a b ", 1, "2026-06-01T09:05:59Z")))
                .isEqualTo(" a b ");
    }

    /** RFC 3659 §7.2. */
    @Test
    void tellsTheFactsOfAFile() {
        assertThat(line(ListingFormat.facts(ALL), file("a b.csv", 1234, "2026-06-01T09:05:59.987Z")))
                .isEqualTo("type=file;size=1234;modify=20260601090559; a b.csv");
    }

    @Test
    void tellsNoFactThatIsNotKnown() {
        assertThat(line(ListingFormat.facts(ALL), new FileEntry("in", true, 0, Instant.EPOCH)))
                .isEqualTo("type=dir; in");
    }

    @Test
    void tellsTheFactsThatWereAskedForOnly() {
        FileEntry entry = file("a", 7, "2026-06-01T09:05:59Z");
        assertThat(line(ListingFormat.facts(EnumSet.of(Fact.SIZE)), entry)).isEqualTo("size=7; a");
        assertThat(line(ListingFormat.facts(EnumSet.noneOf(Fact.class)), entry)).isEqualTo(" a");
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
        return line(ListingFormat.list(ListingStyle.UNIX, NOW), entry);
    }

    private static String line(ListingFormat format, FileEntry entry) {
        LineBuffer line = new LineBuffer(LineBuffer.Names.UTF_8);
        format.write(entry, entry.name(), line);
        return line.take();
    }

    @Test
    void listsAsDirDoes() {
        ListingFormat format = ListingFormat.list(ListingStyle.MSDOS, NOW);
        assertThat(line(format, file("a b.csv", 1234, "2026-06-01T09:05:59Z")))
                .isEqualTo("06-01-26  09:05AM                 1234 a b.csv");
        assertThat(line(format, file("midnight", 53_687_091_200_000L, "2026-06-01T00:00:00Z")))
                .isEqualTo("06-01-26  12:00AM       53687091200000 midnight");
        assertThat(line(format, file("noon", 0, "1999-12-31T12:59:00Z")))
                .isEqualTo("12-31-99  12:59PM                    0 noon");
        assertThat(line(format, file("late", 0, "2026-06-01T23:00:00Z"))).startsWith("06-01-26  11:00PM ");
        assertThat(line(format, new FileEntry("in", true, 0, Instant.EPOCH)))
                .isEqualTo("03-14-06  12:00AM       <DIR>          in");
    }

    @Test
    void listsWhatIsEasilyParsed() {
        ListingFormat format = ListingFormat.list(ListingStyle.EPLF, NOW);
        assertThat(line(format, file("a b.csv", 1234, "2026-06-01T09:05:59Z")))
                .isEqualTo("+m1780304759,r,s1234,\ta b.csv");
        assertThat(line(format, new FileEntry("in", true, 0, Instant.EPOCH))).isEqualTo("+/,\tin");
        assertThat(line(format, new FileEntry("in", true, 0, NOW, "s3://bucket/", EntryRights.ALL)))
                .matches("[+]i[0-9a-f]{24},m1781524800,/,\tin");
    }

    /** Times of metadata may be anything. */
    @ParameterizedTest
    @CsvSource({
        "+99999-01-01T00:00:00Z, 99991231235959",
        "-0400-01-01T00:00:00Z, 00000101000000",
        "1969-12-31T23:59:59.5Z, 19691231235959",
    })
    void writesYearsOfFourDigits(Instant time, String value) {
        FileEntry entry = new FileEntry("a", false, 1, time);
        assertThat(line(ListingFormat.facts(EnumSet.of(Fact.MODIFY)), entry)).isEqualTo("modify=" + value + "; a");
        assertThat(list(entry)).endsWith(" " + value.substring(0, 4) + " a");
    }

    @Test
    void writesLongNamesAndManyLinesWhole() {
        LineBuffer lines = new LineBuffer(LineBuffer.Names.UTF_8);
        String name = "日本 a".repeat(5_000);
        for (int i = 0; i < 10; i++) {
            ListingFormat.names().write(file(name, i, "2026-06-01T09:05:59Z"), name, lines);
            lines.end();
        }
        assertThat(lines.isFull()).isTrue();
        assertThat(lines.take()).isEqualTo((name + "\r\n").repeat(10));
        assertThat(lines.count()).isZero();
    }

    private static FileEntry file(String name, long size, String modified) {
        return new FileEntry(name, false, size, Instant.parse(modified));
    }
}

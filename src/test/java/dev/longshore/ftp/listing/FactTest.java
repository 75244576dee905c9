package dev.longshore.ftp.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.FileEntry;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3659 §7.5 and §7.9. */
class FactTest {
    private static final Set<Fact> ALL = EnumSet.allOf(Fact.class);
    private static final FileEntry FILE = new FileEntry("a", false, 1234, Instant.parse("2026-01-02T03:04:05.678Z"));
    private static final FileEntry DIRECTORY = new FileEntry("d", true, 0, Instant.EPOCH);

    @Test
    void showsEveryFactOfAFile() {
        assertThat(Fact.line(ALL, FILE)).isEqualTo("type=file;size=1234;modify=20260102030405;");
    }

    @Test
    void showsOfADirectoryOnlyWhatIsKnown() {
        assertThat(Fact.line(ALL, DIRECTORY)).isEqualTo("type=dir;");
    }

    @Test
    void showsOnlyWhatWasChosen() {
        assertThat(Fact.line(EnumSet.of(Fact.SIZE), FILE)).isEqualTo("size=1234;");
        assertThat(Fact.line(EnumSet.of(Fact.SIZE), DIRECTORY)).isEmpty();
        assertThat(Fact.line(Set.of(), FILE)).isEmpty();
    }

    @Test
    void showsSizesAsPlainNumbers() {
        FileEntry huge = new FileEntry("h", false, 5L << 40, Instant.EPOCH);
        assertThat(Fact.line(EnumSet.of(Fact.SIZE), huge)).isEqualTo("size=5497558138880;");
    }

    @ParameterizedTest
    @CsvSource({
        "'type;size;modify;', 'type;size;modify;'",
        "'modify;type', 'type;modify;'",
        "'TYPE;Size;', 'type;size;'",
        "' type ; size ;', 'type;size;'",
        "'unique;perm;UNIX.mode;size;', 'size;'",
        "'typ;sizes;', ''",
        "';;;', ''",
        "'', ''"
    })
    void readsAListOfNames(String list, String understood) {
        assertThat(Fact.names(Fact.parse(list), false)).isEqualTo(understood);
    }

    @Test
    void featMarksTheChosenOnes() {
        assertThat(Fact.names(ALL, true)).isEqualTo("type*;size*;modify*;");
        assertThat(Fact.names(EnumSet.of(Fact.SIZE), true)).isEqualTo("type;size*;modify;");
        assertThat(Fact.names(Set.of(), true)).isEqualTo("type;size;modify;");
    }
}

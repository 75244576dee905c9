package dev.longshore.ftp.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.EntryRights;
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
    private static final FileEntry FILE = new FileEntry(
            "a.CSV", false, 1234, Instant.parse("2026-01-02T03:04:05.678Z"), "s3://bucket/in/", EntryRights.ALL);
    private static final FileEntry DIRECTORY = new FileEntry("d", true, 0, Instant.EPOCH);

    @Test
    void showsEveryFactOfAFile() {
        LineBuffer line = new LineBuffer(LineBuffer.Names.UTF_8);
        new FactLines(ALL).write(FILE, FILE.name(), line);
        assertThat(line.take())
                .isEqualTo(
                        "type=file;size=1234;modify=20260102030405;create=20260102030405;"
                                + "unique=%s;perm=adfrw;media-type=text/csv;UNIX.mode=0644; a.CSV",
                        "f2bd181a406b35a5386d3324");
    }

    /** MLST asks for the time that was set, and so does not know when the file was stored. */
    @Test
    void showsNoCreationOfOneFile() {
        assertThat(FactLines.of(EnumSet.of(Fact.CREATE, Fact.MODIFY), FILE)).isEqualTo("modify=20260102030405;");
    }

    @Test
    void showsTheCreationOfFilesOnly() {
        FileEntry directory = new FileEntry("d", true, 0, FILE.modified());
        assertThat(FactLines.of(EnumSet.of(Fact.CREATE, Fact.MODIFY), directory))
                .isEqualTo("modify=20260102030405;");
    }

    @Test
    void showsWhatTheUserMayDo() {
        EntryRights reading = new EntryRights("r", "el");
        EntryRights writing = new EntryRights("w", "ce");
        Set<Fact> facts = EnumSet.of(Fact.PERM, Fact.UNIX_MODE);
        assertThat(FactLines.of(facts, withRights(false, reading))).isEqualTo("perm=r;UNIX.mode=0444;");
        assertThat(FactLines.of(facts, withRights(true, reading))).isEqualTo("perm=el;UNIX.mode=0555;");
        assertThat(FactLines.of(facts, withRights(false, writing))).isEqualTo("perm=w;UNIX.mode=0200;");
        assertThat(FactLines.of(facts, withRights(true, writing))).isEqualTo("perm=ce;UNIX.mode=0311;");
    }

    /** A file and a directory of one name are two. */
    @Test
    void tellsAFileFromADirectoryOfItsName() {
        Set<Fact> unique = EnumSet.of(Fact.UNIQUE);
        FileEntry file = new FileEntry("d", false, 0, Instant.EPOCH, "s3://bucket/in/", EntryRights.ALL);
        FileEntry directory = new FileEntry("d", true, 0, Instant.EPOCH, "s3://bucket/in/", EntryRights.ALL);
        FileEntry itself = new FileEntry(".", true, 0, Instant.EPOCH, "s3://bucket/in/d/", EntryRights.ALL);
        assertThat(FactLines.of(unique, file)).isNotEqualTo(FactLines.of(unique, directory));
        assertThat(FactLines.of(unique, itself)).isEqualTo(FactLines.of(unique, directory));
    }

    @Test
    void guessesNoTypeWithoutAnEnding() {
        Set<Fact> type = EnumSet.of(Fact.MEDIA_TYPE);
        assertThat(FactLines.of(type, new FileEntry("README", false, 1, Instant.EPOCH)))
                .isEmpty();
        assertThat(FactLines.of(type, new FileEntry("a.b.tar", false, 1, Instant.EPOCH)))
                .isEqualTo("media-type=application/x-tar;");
        assertThat(FactLines.of(type, new FileEntry("a.tar", true, 0, Instant.EPOCH)))
                .isEmpty();
    }

    private static FileEntry withRights(boolean directory, EntryRights rights) {
        return new FileEntry("a", directory, 0, Instant.EPOCH, "", rights);
    }

    @Test
    void showsOfADirectoryOnlyWhatIsKnown() {
        assertThat(FactLines.of(ALL, DIRECTORY)).isEqualTo("type=dir;perm=cdeflmp;UNIX.mode=0755;");
    }

    @Test
    void showsOnlyWhatWasChosen() {
        assertThat(FactLines.of(EnumSet.of(Fact.SIZE), FILE)).isEqualTo("size=1234;");
        assertThat(FactLines.of(EnumSet.of(Fact.SIZE), DIRECTORY)).isEmpty();
        assertThat(FactLines.of(Set.of(), FILE)).isEmpty();
    }

    @Test
    void showsSizesAsPlainNumbers() {
        FileEntry huge = new FileEntry("h", false, 5L << 40, Instant.EPOCH);
        assertThat(FactLines.of(EnumSet.of(Fact.SIZE), huge)).isEqualTo("size=5497558138880;");
    }

    @ParameterizedTest
    @CsvSource({
        "'type;size;modify;', 'type;size;modify;'",
        "'modify;type', 'type;modify;'",
        "'TYPE;Size;', 'type;size;'",
        "' type ; size ;', 'type;size;'",
        "'unique;perm;unix.MODE;size;', 'size;unique;perm;UNIX.mode;'",
        "'typ;sizes;', ''",
        "';;;', ''",
        "'', ''"
    })
    void readsAListOfNames(String list, String understood) {
        assertThat(Fact.names(Fact.parse(list), false)).isEqualTo(understood);
    }

    @Test
    void featMarksTheChosenOnes() {
        assertThat(Fact.names(ALL, true))
                .isEqualTo("type*;size*;modify*;create*;unique*;perm*;media-type*;UNIX.mode*;");
        assertThat(Fact.names(EnumSet.of(Fact.SIZE), true))
                .isEqualTo("type;size*;modify;create;unique;perm;media-type;UNIX.mode;");
        assertThat(Fact.names(Set.of(), true)).isEqualTo("type;size;modify;create;unique;perm;media-type;UNIX.mode;");
    }
}

package dev.longshore.users.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new record takes nobody's place, and leaves nothing else behind. */
class RecordFileTest {
    private static final byte[] RECORD = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void aFileThatIsThereStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("alice.json"), "hers");
        assertThatThrownBy(() -> RecordFile.add(folder, "alice", RECORD))
                .isInstanceOf(Failure.class)
                .hasMessage(file + " is there already");
        assertThat(file).hasContent("hers");
        assertOnly(file);
    }

    @Test
    void aNewFileIsThereAsAWhole() throws IOException {
        Path file = RecordFile.add(folder, "alice", RECORD);
        assertThat(file).hasFileName("alice.json").hasBinaryContent(RECORD);
        assertOnly(file);
    }

    @Test
    void saysWhichFileCannotBeWritten() {
        assertThatThrownBy(() -> RecordFile.add(folder.resolve("missing"), "alice", RECORD))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("alice.json cannot be written");
    }

    private void assertOnly(Path file) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }
}

package dev.longshore.users.file;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A record that becomes a file of a folder, as a whole and in nobody's place. Only the owner may read it. */
final class RecordFile {
    private RecordFile() {}

    /**
     * The draft is hidden, so that nobody takes half a record for one.
     *
     * @throws Failure when there is such a file, or it cannot be written
     */
    static Path add(Path folder, String name, byte[] record) {
        Path file = folder.resolve(name + ".json");
        try {
            Path draft = Files.createTempFile(folder, ".", ".draft");
            try {
                Files.write(draft, record);
                return Files.move(draft, file);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (FileAlreadyExistsException e) {
            throw new Failure(FailureKind.ALREADY_EXISTS, file + " is there already", e);
        } catch (IOException e) {
            throw new Failure(FailureKind.BACKEND_FAILED, file + " cannot be written: " + e, e);
        }
    }
}

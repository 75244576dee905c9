package dev.longshore.users.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How files look from outside: two looks that are equal saw the same content, unless it was changed in place within a tick of the file
 * system's clock; see {@link #isSettled}.
 *
 * @param files in the order of their names
 */
record FolderLook(List<Seen> files) {
    private static final long TICK_SECONDS = 2;

    /**
     * A file, links followed.
     *
     * @param key what tells it from one that takes its place
     */
    record Seen(Path path, long size, FileTime modified, String key) {}

    /**
     * The file itself, or the files of a folder that are not hidden. The folders beside the links of a mounted Kubernetes Secret are
     * hidden ones.
     */
    static FolderLook at(Path path) throws IOException {
        List<Seen> files = new ArrayList<>();
        if (!Files.isDirectory(path)) {
            files.add(see(path, Files.readAttributes(path, BasicFileAttributes.class)));
            return new FolderLook(files);
        }
        try (Stream<Path> children = Files.list(path)) {
            for (Path child : (Iterable<Path>) children.sorted()::iterator) {
                if (child.getFileName().toString().charAt(0) != '.') {
                    BasicFileAttributes attributes = Files.readAttributes(child, BasicFileAttributes.class);
                    if (attributes.isRegularFile()) {
                        files.add(see(child, attributes));
                    }
                }
            }
        }
        return new FolderLook(files);
    }

    /** False when a file is so young that it could change once more and look the same. */
    boolean isSettled(Instant now) {
        return files.stream().allMatch(file -> file.modified().toInstant().isBefore(now.minusSeconds(TICK_SECONDS)));
    }

    private static Seen see(Path path, BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return new Seen(path, attributes.size(), attributes.lastModifiedTime(), Objects.toString(key));
    }
}

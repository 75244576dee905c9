package dev.longshore.ftp.listing;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path with wildcards in some of its segments.
 *
 * @param levels          one for each segment with wildcards, from the left, and one for the last segment in any case
 * @param directoriesOnly whether a slash is at its end
 */
record PathPattern(List<Level> levels, boolean directoriesOnly) {
    /** Each level holds pages of a listing while those below it are walked. */
    private static final int MOST_LEVELS = 16;

    /**
     * Names to be found in one directory.
     *
     * @param folder where that is, below the directory that the level before has found: empty, or segments that end with a slash
     */
    record Level(String folder, NamePattern name) {}

    PathPattern {
        levels = List.copyOf(levels);
    }

    /**
     * Reads a path; empty where it has no wildcards.
     *
     * @throws Failure {@code NAME_NOT_ALLOWED} for wildcards in more segments than are walked
     */
    static Optional<PathPattern> of(String path) {
        List<Level> levels = new ArrayList<>();
        boolean wildcards = false;
        StringBuilder folder = new StringBuilder(path.startsWith("/") ? "/" : "");
        List<String> segments = segments(path);
        for (int i = 0; i < segments.size(); i++) {
            NamePattern name = NamePattern.of(segments.get(i));
            wildcards |= !name.isName();
            if (name.isName() && i < segments.size() - 1) {
                folder.append(segments.get(i)).append('/');
            } else {
                levels.add(new Level(folder.toString(), name));
                folder.setLength(0);
            }
        }
        if (!wildcards) {
            return Optional.empty();
        }
        if (levels.size() > MOST_LEVELS) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, "Wildcards in " + levels.size() + " segments of a path");
        }
        return Optional.of(new PathPattern(levels, path.endsWith("/")));
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments;
    }
}

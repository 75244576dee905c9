package dev.longshore.ftp.listing;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.FileEntry;
import dev.longshore.files.Listing;
import java.io.IOException;
import java.util.Optional;
import org.apache.ftpserver.ftplet.FtpFile;

/**
 * What LIST, NLST and STAT are asked for.
 *
 * @param options what the client has chosen
 * @param path    empty for the working directory
 * @param asAsked whether a file is shown as it was asked for, with its directories, so that it can be fetched by what is shown
 */
public record ListQuery(ListTree tree, ListOptions options, String path, boolean asAsked) {
    /**
     * Asks S3, so that what can be refused is refused before anything is shown.
     *
     * @throws Failure {@code NOT_FOUND} when the path is neither a directory nor a file; a pattern that nothing matches is no failure
     */
    public Listed find() {
        Optional<PathPattern> pattern = PathPattern.of(path);
        if (pattern.isEmpty()) {
            return plain();
        }
        Optional<FileEntry> literal = literal();
        if (literal.isEmpty()) {
            return new ListedMatches(tree, pattern.get());
        }
        boolean asDirectory = literal.get().directory() && !options.itself();
        return asDirectory ? plain() : itself(literal.get());
    }

    /** Lines in the order that was asked for. */
    public void write(Listed found, Lines lines) throws IOException {
        found.writeTo(options.sorts() ? new SortedLines(lines, options.order(), options.reverse()) : lines);
    }

    private Listed plain() {
        FtpFile file = tree.file(path);
        Listing entries;
        try {
            entries = tree.directory(file).entries();
        } catch (Failure e) {
            if (e.kind() != FailureKind.NOT_FOUND || !file.isFile()) {
                throw e;
            }
            return itself(tree.directory(file).describe());
        }
        if (options.itself()) {
            entries.close();
            return itself(entries.self());
        }
        return options.recursive()
                ? new ListedTree(tree, path, entries, options.all())
                : new ListedDirectory(entries, options.all(), options.all() && !tree.isRoot(path));
    }

    private Listed itself(FileEntry entry) {
        boolean bare = path.isEmpty() || !asAsked && !entry.directory();
        return new ListedEntry(entry, bare ? entry.name() : path);
    }

    /** 1 ListObjectsV2: what has the very name that looks like a pattern. It is in front of all that only begins so, or nearly. */
    private Optional<FileEntry> literal() {
        int slash = path.lastIndexOf('/', path.length() - 2) + 1;
        boolean directoryOnly = path.endsWith("/");
        String name = directoryOnly ? path.substring(slash, path.length() - 1) : path.substring(slash);
        FileEntry file = null;
        try (Listing entries = tree.directory(path.substring(0, slash)).entries(name, null)) {
            while (entries.hasNext()) {
                FileEntry entry = entries.next();
                if (entry.name().equals(name) && entry.directory()) {
                    return Optional.of(entry);
                }
                if (entry.name().equals(name) && !directoryOnly) {
                    file = entry;
                }
                if (entry.name().compareTo(name + "0") > 0) {
                    break;
                }
            }
        } catch (Failure e) {
            if (e.kind() != FailureKind.NAME_NOT_ALLOWED) {
                throw e;
            }
        }
        return Optional.ofNullable(file);
    }
}

package dev.longshore.ftp.listing;

import dev.longshore.files.Listing;
import java.io.IOException;
import java.util.Set;

/** What LIST and its kin have found, and can show. S3 has answered once by then; the rest is asked for as lines are written. */
public interface Listed extends AutoCloseable {
    /**
     * MLSD (RFC 3659 §7.2.1): the entries of a directory, and where their types are shown itself and the one above it: without their types
     * they would be taken for entries.
     *
     * @param path that of the directory
     */
    static Listed facts(Listing entries, Set<Fact> shown, String path) {
        boolean typed = shown.contains(Fact.TYPE);
        return new ListedDirectory(entries, typed, typed && !path.equals("/"));
    }

    /** @throws dev.longshore.failure.Failure when S3 does not give the rest */
    void writeTo(Lines lines) throws IOException;

    /** Breaks off what is on its way. */
    @Override
    void close();
}

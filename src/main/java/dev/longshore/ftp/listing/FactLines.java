package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** MLSD (RFC 3659 §7.2): facts, a blank, the name. */
public final class FactLines implements ListingFormat {
    private final Fact[] shown;
    private final UtcTime time = new UtcTime();
    private final AddressHash hash = new AddressHash();

    FactLines(Set<Fact> shown) {
        this.shown = shown.toArray(Fact[]::new);
    }

    /** All but the time of storing: who describes one file may tell the time that was set for it instead. */
    private static Set<Fact> ofOne(Set<Fact> shown) {
        return shown.stream().filter(fact -> fact != Fact.CREATE).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The facts of MLST: of one file or directory, which is in no listing. */
    public static String of(Set<Fact> shown, FileEntry entry) {
        LineBuffer line = new LineBuffer(LineBuffer.Names.UTF_8);
        new FactLines(ofOne(shown)).facts(entry, "dir", line);
        return line.take();
    }

    @Override
    public void write(FileEntry entry, String name, LineBuffer line) {
        switch (entry.name()) {
            case FileEntry.SELF -> facts(entry, "cdir", line);
            case FileEntry.PARENT -> typeOfParent(line);
            default -> facts(entry, entry.directory() ? "dir" : "file", line);
        }
        line.put(' ').name(name);
    }

    /** Nobody has asked S3, nor for rights, there. */
    private void typeOfParent(LineBuffer line) {
        for (Fact fact : shown) {
            if (fact == Fact.TYPE) {
                line.put(fact.assigned()).put("pdir;");
            }
        }
    }

    private void facts(FileEntry entry, String typeOfDirectory, LineBuffer line) {
        for (Fact fact : shown) {
            int start = line.count();
            switch (fact) {
                case TYPE -> line.put(fact.assigned()).put(entry.directory() ? typeOfDirectory : "file");
                case SIZE -> size(entry, line);
                case MODIFY -> time(fact, entry.modified(), entry.isModifiedKnown(), line);
                case CREATE -> time(fact, entry.modified(), entry.isModifiedKnown() && !entry.directory(), line);
                case UNIQUE -> unique(entry, line);
                case PERM -> line.put(fact.assigned()).put(entry.rights().of(entry.directory()));
                case MEDIA_TYPE -> mediaType(entry, line);
                case UNIX_MODE ->
                    line.put(fact.assigned())
                            .put(UnixMode.of(entry.rights(), entry.directory()).octal());
            }
            if (line.count() > start) {
                line.put(';');
            }
        }
    }

    private static void size(FileEntry entry, LineBuffer line) {
        if (!entry.directory()) {
            line.put(Fact.SIZE.assigned()).number(entry.size());
        }
    }

    private void time(Fact fact, Instant value, boolean known, LineBuffer line) {
        if (known) {
            time.of(value);
            line.put(fact.assigned())
                    .number(time.year(), 4, '0')
                    .number(time.month(), 2, '0')
                    .number(time.day(), 2, '0')
                    .number(time.hour(), 2, '0')
                    .number(time.minute(), 2, '0')
                    .number(time.second(), 2, '0');
        }
    }

    private void unique(FileEntry entry, LineBuffer line) {
        if (!entry.folder().isEmpty()) {
            hash.write(entry, line.put(Fact.UNIQUE.assigned()));
        }
    }

    private static void mediaType(FileEntry entry, LineBuffer line) {
        if (!entry.directory()) {
            MediaTypes.of(entry.name())
                    .ifPresent(type -> line.put(Fact.MEDIA_TYPE.assigned()).put(type));
        }
    }
}

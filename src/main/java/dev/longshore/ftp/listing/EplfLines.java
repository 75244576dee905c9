package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;

/** Easily parsed list format: a plus, facts that end with commas, a tab, the name. What is not known is left out. */
final class EplfLines implements ListingFormat {
    private final AddressHash hash = new AddressHash();

    @Override
    public void write(FileEntry entry, String name, LineBuffer line) {
        line.put('+');
        if (!entry.folder().isEmpty()) {
            hash.write(entry, line.put('i'));
            line.put(',');
        }
        if (entry.isModifiedKnown() && entry.modified().getEpochSecond() >= 0) {
            line.put('m').number(entry.modified().getEpochSecond()).put(',');
        }
        if (entry.directory()) {
            line.put("/,");
        } else {
            line.put(entry.rights().ofFiles().indexOf('r') >= 0 ? "r,s" : "s")
                    .number(entry.size())
                    .put(',');
        }
        line.put('\t').name(name);
    }
}

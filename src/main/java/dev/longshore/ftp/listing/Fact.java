package dev.longshore.ftp.listing;

import dev.longshore.files.FileEntry;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The facts of MLST and MLSD (RFC 3659 §7.5), in the order in which they are shown. */
public enum Fact {
    TYPE {
        @Override
        Optional<String> value(FileEntry entry) {
            return Optional.of(entry.directory() ? "dir" : "file");
        }
    },
    SIZE {
        @Override
        Optional<String> value(FileEntry entry) {
            return entry.directory() ? Optional.empty() : Optional.of(Long.toString(entry.size()));
        }
    },
    MODIFY {
        @Override
        Optional<String> value(FileEntry entry) {
            return entry.modified().equals(Instant.EPOCH)
                    ? Optional.empty()
                    : Optional.of(ListingFormat.timeValue(entry.modified()));
        }
    };

    /** What this fact says of an entry, where it is known. */
    abstract Optional<String> value(FileEntry entry);

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The facts of an entry, each ended with a semicolon. */
    public static String line(Set<Fact> shown, FileEntry entry) {
        StringBuilder line = new StringBuilder(64);
        for (Fact fact : shown) {
            fact.value(entry)
                    .ifPresent(value ->
                            line.append(fact.label()).append('=').append(value).append(';'));
        }
        return line.toString();
    }

    /** RFC 3659 §7.9: the facts of a list such as {@code type;size;}; names that are not known are left out. */
    public static Set<Fact> parse(String list) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        for (String name : list.split(";")) {
            for (Fact fact : values()) {
                if (fact.label().equals(name.strip().toLowerCase(Locale.ROOT))) {
                    facts.add(fact);
                }
            }
        }
        return facts;
    }

    /** All facts as names, each ended with a semicolon, those shown with an asterisk where {@code marked}. */
    public static String names(Set<Fact> shown, boolean marked) {
        return EnumSet.allOf(Fact.class).stream()
                .filter(fact -> marked || shown.contains(fact))
                .map(fact -> fact.label() + (marked && shown.contains(fact) ? "*" : "") + ";")
                .collect(Collectors.joining());
    }
}

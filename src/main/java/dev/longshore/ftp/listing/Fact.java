package dev.longshore.ftp.listing;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The facts of MLST and MLSD (RFC 3659 §7.5), in the order in which they are shown. */
public enum Fact {
    /** §7.5.1. */
    TYPE("type", true),
    /** §7.5.7: of files. */
    SIZE("size", true),
    /** §7.5.2. */
    MODIFY("modify", true),
    /** §7.5.2: when S3 stored the file. */
    CREATE("create", false),
    /** §7.5.3. */
    UNIQUE("unique", true),
    /** §7.5.5. */
    PERM("perm", true),
    /** §7.5.8: guessed by the name. */
    MEDIA_TYPE("media-type", false),
    /** §7.6: of an operating system that the gateway is taken for. */
    UNIX_MODE("UNIX.mode", true);

    private final String label;
    private final String assigned;
    private final boolean shownAtFirst;

    Fact(String label, boolean shownAtFirst) {
        this.label = label;
        this.assigned = label + "=";
        this.shownAtFirst = shownAtFirst;
    }

    /** As it stands in a list of facts, with its equals sign. */
    String assigned() {
        return assigned;
    }

    /** What is shown to a client that has not chosen. */
    public static Set<Fact> shownAtFirst() {
        return Arrays.stream(values())
                .filter(fact -> fact.shownAtFirst)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fact.class)));
    }

    /** RFC 3659 §7.9: the facts of a list such as {@code type;size;}; names that are not known are left out. */
    public static Set<Fact> parse(String list) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        for (String name : list.split(";")) {
            String wanted = name.strip().toLowerCase(Locale.ROOT);
            for (Fact fact : values()) {
                if (fact.label.toLowerCase(Locale.ROOT).equals(wanted)) {
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
                .map(fact -> fact.label + (marked && shown.contains(fact) ? "*" : "") + ";")
                .collect(Collectors.joining());
    }
}

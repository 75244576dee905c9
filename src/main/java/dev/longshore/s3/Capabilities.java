package dev.longshore.s3;

import java.util.EnumMap;
import java.util.Map;

/** What is known of an endpoint. What is not known counts as not there: every way around it is safe, if slower. */
public final class Capabilities {
    /** How something is known. */
    public enum Known {
        /** The endpoint was tried and can. */
        CAN("yes"),
        /** The endpoint was tried and cannot. */
        CANNOT("no"),
        /** The endpoint refused to be tried. */
        UNKNOWN("not known, taken for no"),
        /** The configuration says that it can. */
        SET_CAN("yes (set)"),
        /** The configuration says that it cannot. */
        SET_CANNOT("no (set)");

        private final String word;

        Known(String word) {
            this.word = word;
        }

        boolean can() {
            return this == CAN || this == SET_CAN;
        }
    }

    private final Map<Capability, Known> known;

    /** @param known what is known; a capability that is missing is {@link Known#UNKNOWN} */
    Capabilities(Map<Capability, Known> known) {
        this.known = new EnumMap<>(Capability.class);
        for (Capability capability : Capability.values()) {
            this.known.put(capability, known.getOrDefault(capability, Known.UNKNOWN));
        }
    }

    /** Whether the endpoint can be relied on to do it. */
    public boolean has(Capability capability) {
        return known(capability).can();
    }

    /** How it is known whether the endpoint can do it. */
    public Known known(Capability capability) {
        return known.getOrDefault(capability, Known.UNKNOWN);
    }

    /** Whether something is known in that way only. */
    boolean knowsAny(Known how) {
        return known.containsValue(how);
    }

    /** One line for each capability: the request, whether the endpoint takes it, and what is done where it does not. */
    public String table() {
        StringBuilder table = new StringBuilder();
        known.forEach((capability, how) -> {
            String instead = how.can() ? "" : "; instead: " + capability.without();
            table.append(String.format("  %-56s %s%s%n", capability.request(), how.word, instead));
        });
        return table.toString().stripTrailing();
    }
}

package dev.longshore;

import dev.longshore.failure.StartFailure;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds settings that nobody reads: a misspelt one must not be a default in disguise. */
final class UnknownSettings {
    private static final String PREFIX = "longshore.";
    private static final String VARIABLE_PREFIX = "LONGSHORE_";

    /** Kubernetes describes the Services of a namespace in this way; one may be called longshore. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP)(_.*)?)");

    private UnknownSettings() {}

    /**
     * @param known     the keys that are read, {@code *} standing for one name
     * @param names     the keys that are set
     * @param variables the environment
     * @throws StartFailure when a key or a variable of ours is not known
     */
    static void refuse(Collection<String> known, Iterable<String> names, Map<String, String> variables) {
        for (String variable : variables.keySet()) {
            if (variable.startsWith(VARIABLE_PREFIX)
                    && !isServiceLink(variable, variables.get(variable))
                    && known.stream().noneMatch(key -> isVariable(variable, key))) {
                throw new StartFailure(sentence(variable, "the environment"));
            }
        }
        for (String name : names) {
            if (name.startsWith(PREFIX) && known.stream().noneMatch(key -> isKey(name, key))) {
                throw new StartFailure(sentence(name, "the configuration"));
            }
        }
    }

    private static boolean isServiceLink(String variable, String value) {
        return SERVICE_LINK.matcher(variable).matches()
                || variable.endsWith("_PORT") && value.matches("(tcp|udp)://.*");
    }

    static String sentence(String name, String place) {
        return "Unknown setting " + name + " in " + place + ": correct its name, or remove it; docs/configuration.md"
                + " lists all";
    }

    private static boolean isKey(String name, String key) {
        return name.equals(key) || name.matches(pattern(key, "(\"[^\"]+\"|[^.]+)"));
    }

    private static boolean isVariable(String variable, String key) {
        String wanted = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_");
        return variable.equals(wanted) || variable.matches(pattern(wanted, ".+"));
    }

    private static String pattern(String key, String name) {
        String[] parts = key.split("\\*", -1);
        StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            pattern.append(name).append(Pattern.quote(parts[i]));
        }
        return pattern.toString();
    }
}

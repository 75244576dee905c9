package dev.longshore.users.ldap;

import dev.longshore.users.record.BadRecord;
import dev.longshore.users.record.UserName;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text with values of an entry in it, such as <code>home/{uid}/</code>. A value is always a name and never a path, so that it cannot lead
 * out of where it stands.
 */
record Template(String text) {
    private static final Pattern VALUE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9-]*)\\}");

    /** The names of the values. */
    Stream<String> values() {
        return VALUE.matcher(text).results().map(value -> value.group(1));
    }

    /**
     * @param value of a name
     * @throws BadRecord when a value cannot be a name
     */
    String with(Function<String, String> value) {
        return VALUE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(checked(found, value)));
    }

    private String checked(MatchResult found, Function<String, String> value) {
        String text = value.apply(found.group(1));
        if (!UserName.isPossible(text)) {
            throw new BadRecord(found.group(1) + " of the entry cannot be a part of a path");
        }
        return text;
    }
}

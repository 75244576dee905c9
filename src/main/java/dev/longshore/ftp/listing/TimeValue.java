package dev.longshore.ftp.listing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RFC 3659 §2.3: {@code YYYYMMDDHHMMSS}, with a fraction where there is one, in UTC. A leap second, {@code 235960}, is taken for the second
 * behind it, as POSIX counts.
 */
public final class TimeValue {
    private static final Pattern FORM =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(?:\\.(\\d{1,9}))?");

    private static final int DATE_LENGTH = 8;
    private static final String LEAP_SECOND = "235960";

    private TimeValue() {}

    /** The time as it is kept: with milliseconds where there are any. */
    public static String kept(Instant time) {
        String millis = String.format(Locale.ROOT, "%03d", Math.floorMod(time.toEpochMilli(), 1000L));
        String fraction = millis.replaceFirst("0+$", "");
        return ListingFormat.timeValue(time) + (fraction.isEmpty() ? "" : "." + fraction);
    }

    /** The time; none for a text that is no time. */
    public static Optional<Instant> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String fraction = matcher.group(7) == null ? "0" : matcher.group(7);
        int nanos = Integer.parseInt((fraction + "00000000").substring(0, 9));
        boolean leap = text.startsWith(LEAP_SECOND, DATE_LENGTH);
        try {
            return Optional.of(LocalDateTime.of(
                            number(matcher, 1),
                            number(matcher, 2),
                            number(matcher, 3),
                            number(matcher, 4),
                            number(matcher, 5),
                            leap ? 59 : number(matcher, 6),
                            nanos)
                    .plusSeconds(leap ? 1 : 0)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}

package dev.longshore.users.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** From when on a user is kept out. */
public final class Expiry {
    private Expiry() {}

    /**
     * @param field where it stands, for the sentence
     * @param text  a time such as {@code 2030-12-31T18:00:00+01:00}, or a day, whose end in UTC is meant; empty for never
     * @throws BadRecord when it is neither
     */
    public static Optional<Instant> of(String field, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeException e) {
            throw new BadRecord(field + " is no time: write it as 2030-12-31 or 2030-12-31T18:00:00+01:00");
        }
    }
}

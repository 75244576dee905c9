package dev.longshore.ftp.listing;

import java.time.Instant;
import java.time.LocalDate;

/** An instant taken apart, in UTC; one of these serves a whole listing. Years are those of four digits. */
final class UtcTime {
    private static final long EARLIEST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int SECONDS_OF_DAY = 24 * 60 * 60;

    private long day = Long.MIN_VALUE;
    private LocalDate date = LocalDate.EPOCH;
    private int second;

    UtcTime of(Instant time) {
        long seconds = Math.max(EARLIEST, Math.min(LATEST, time.getEpochSecond()));
        long days = Math.floorDiv(seconds, SECONDS_OF_DAY);
        if (days != day) {
            day = days;
            date = LocalDate.ofEpochDay(days);
        }
        second = (int) Math.floorMod(seconds, (long) SECONDS_OF_DAY);
        return this;
    }

    int year() {
        return date.getYear();
    }

    /** 1 to 12. */
    int month() {
        return date.getMonthValue();
    }

    int day() {
        return date.getDayOfMonth();
    }

    int hour() {
        return second / 3600;
    }

    int minute() {
        return second / 60 % 60;
    }

    int second() {
        return second % 60;
    }
}

package dev.longshore.ftp.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3659 §2.3. */
class TimeValueTest {
    @ParameterizedTest
    @CsvSource({
        "19980705132316, 1998-07-05T13:23:16Z",
        "20000229000000, 2000-02-29T00:00:00Z",
        "19700101000000, 1970-01-01T00:00:00Z",
        "19691231235959, 1969-12-31T23:59:59Z",
        "99991231235959, 9999-12-31T23:59:59Z",
        "20161231235960, 2017-01-01T00:00:00Z",
        "20161231235960.5, 2017-01-01T00:00:00.5Z",
        "19980705132316.5, 1998-07-05T13:23:16.5Z",
        "19980705132316.012, 1998-07-05T13:23:16.012Z",
        "19980705132316.123456789, 1998-07-05T13:23:16.123456789Z"
    })
    void readsATime(String text, Instant time) {
        assertThat(TimeValue.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1998070513231",
                "199807051323166",
                "19980705132316.",
                "19980705132316.1234567890",
                "19980705132316,5",
                "19980705132316Z",
                " 19980705132316",
                "1998-07-05T13:23:16Z",
                "19980005132316",
                "19981305132316",
                "19980732132316",
                "19980700132316",
                "20010229000000",
                "19980705242316",
                "19980705136016",
                "19980705132360",
                "20161231235961",
                "-9980705132316",
                "１９９８0705132316"
            })
    void readsNothingElse(String text) {
        assertThat(TimeValue.parse(text)).isEmpty();
    }

    /** Milliseconds are what is kept. */
    @ParameterizedTest
    @CsvSource({
        "19980705132316, 19980705132316",
        "19980705132316.500, 19980705132316.5",
        "19980705132316.0129, 19980705132316.012",
        "19980705132316.0009, 19980705132316",
        "19691231235959.25, 19691231235959.25",
        "20161231235960, 20170101000000"
    })
    void printsATimeAsItIsKept(String text, String kept) {
        assertThat(TimeValue.parse(text).map(TimeValue::kept)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"19980705132316", "20000229000000", "20371231235959"})
    void readsWhatListingsWrite(String text) {
        assertThat(TimeValue.parse(text).map(ListingFormat::timeValue)).contains(text);
    }
}

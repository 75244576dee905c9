package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** rclone: the metadata {@code mtime} is the time since the epoch in floating point, accurate to 1 ns. */
class ModifiedTimeTest {
    @ParameterizedTest
    @CsvSource({
        "1577934245, 2020-01-02T03:04:05Z",
        "1577934245.5, 2020-01-02T03:04:05.5Z",
        "1577934245.123456789, 2020-01-02T03:04:05.123456789Z",
        "1577934245.000000001, 2020-01-02T03:04:05.000000001Z",
        "0, 1970-01-01T00:00:00Z",
        "1000000000, 2001-09-09T01:46:40Z",
        "-1, 1969-12-31T23:59:59Z",
        "-1.5, 1969-12-31T23:59:58.5Z",
        "-0.25, 1969-12-31T23:59:59.750Z"
    })
    void readsAndWritesAsRcloneDoes(String text, Instant time) {
        assertThat(ModifiedTime.from(Map.of("mtime", text))).contains(time);
        assertThat(ModifiedTime.into(Map.of(), time)).isEqualTo(Map.of("mtime", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "yesterday", "2020-01-02T03:04:05Z", "1e9", "1.", ".5", "+1", "0x10", "1577934245s"})
    void makesNothingOfAnythingElse(String text) {
        assertThat(ModifiedTime.from(Map.of("mtime", text))).isEmpty();
    }

    @Test
    void knowsNoTimeWithoutMetadata() {
        assertThat(ModifiedTime.from(Map.of())).isEmpty();
        assertThat(ModifiedTime.from(Map.of("Mtime2", "1"))).isEmpty();
    }

    @Test
    void keepsOtherMetadata() {
        Map<String, String> before = Map.of("owner", "erp", "mtime", "1");
        assertThat(ModifiedTime.into(before, Instant.ofEpochSecond(2))).isEqualTo(Map.of("owner", "erp", "mtime", "2"));
    }
}

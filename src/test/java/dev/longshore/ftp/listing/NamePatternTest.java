package dev.longshore.ftp.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wildcards as a shell reads them. */
class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "*, ''",
        "*, anything",
        "*, .hidden",
        "*.csv, a.csv",
        "*.csv, .csv",
        "a*, a",
        "a*b*c, abc",
        "a*b*c, a-b-b-c",
        "*a*, bab",
        "**, x",
        "a?, ab",
        "a?c, a😀c",
        "?, 日",
        "[abc], b",
        "[a-c]x, bx",
        "[!a-c], d",
        "[^a-c], 日",
        "[]], ]",
        "[!]], a",
        "[a-], -",
        "[-a], -",
        "[*], *",
        "[?], ?",
        "[[], [",
        "a[, a[",
        "a[b, a[b",
        "[], []",
        "x[0-9][0-9]y*, x42y",
        "[à-ü], é",
        "für*, für 日本",
        "a\\b*, a\\b",
        "(a|b)+*, (a|b)+.{1}",
    })
    void matches(String pattern, String name) {
        assertThat(NamePattern.of(pattern).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*.csv, a.csv2",
        "*.csv, a.CSV",
        "a*, ba",
        "a*b*c, ac",
        "a*b*c, abcb",
        "a?, a",
        "a?, abc",
        "?, ''",
        "[abc], d",
        "[abc], ''",
        "[a-c], bb",
        "[!a-c], b",
        "[c-a], b",
        "a[b, ab",
        "a.c*, abc",
        "'', a",
    })
    void doesNotMatch(String pattern, String name) {
        assertThat(NamePattern.of(pattern).matches(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*.csv, ''",
        "a*.csv, a",
        "report-?, report-",
        "in[0-9], in",
        "in[, in[",
        "für 😀*, für 😀",
        "name, name",
    })
    void tellsWhatAllItsNamesBeginWith(String pattern, String head) {
        assertThat(NamePattern.of(pattern).head()).isEqualTo(head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b", "in[", "a]b", "-", "a[b"})
    void aNameWithoutWildcardsIsOne(String name) {
        assertThat(NamePattern.of(name).isName()).isTrue();
        assertThat(NamePattern.of(name).matches(name)).isTrue();
    }

    /** The names below would take a regular expression longer than there is time. */
    @Test
    @Timeout(10)
    void hostilePatternsTakeNoLongerThanOthers() {
        String name = "a".repeat(1_024);
        long start = System.nanoTime();
        assertThat(NamePattern.of("*a".repeat(500) + "*b").matches(name)).isFalse();
        assertThat(NamePattern.of("*".repeat(4_000) + "b").matches(name)).isFalse();
        assertThat(NamePattern.of("*" + "a".repeat(512) + "b").matches(name)).isFalse();
        assertThat(NamePattern.of("*[a-z]?".repeat(340) + "[!a]").matches(name)).isFalse();
        assertThat(NamePattern.of("*[" + "a".repeat(2_000) + "]*b").matches(name))
                .isFalse();
        assertThat(NamePattern.of("[".repeat(4_000)).matches(name)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/b", "/", "/a[", "-l/b"})
    void aPathWithoutWildcardsIsNoPattern(String path) {
        assertThat(PathPattern.of(path)).isEmpty();
    }

    /** The folders of the levels are between commas. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | ''",
                "a/b/* | a/b/",
                "/* | /",
                "/a//b* | /a/",
                "a*/b | ,",
                "a*/b/c/d?/e | ,b/c/,",
                "x/a*/b/c | x/,b/",
            })
    void onlySegmentsWithWildcardsAndTheLastAreSearchedFor(String path, String folders) {
        assertThat(PathPattern.of(path).orElseThrow().levels().stream()
                        .map(PathPattern.Level::folder)
                        .collect(Collectors.joining(",")))
                .isEqualTo(folders);
    }

    @Test
    void aPathHasWildcardsInSomeSegmentsOnly() {
        assertThat(PathPattern.of("*/".repeat(16)).orElseThrow().directoriesOnly())
                .isTrue();
        assertThatThrownBy(() -> PathPattern.of("*/".repeat(17))).isInstanceOf(Failure.class);
    }
}

package dev.longshore.ftp.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options in front of a path, and where they end. */
class ListArgumentTest {
    @Test
    void isNoPathWhereThereIsNone() {
        assertThat(ListArgument.parse(null).path()).isNull();
        assertThat(ListArgument.parse(null).options()).isEqualTo(ListOptions.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-l", "-la", "-a -l", "-aL ", "-1", "-lA -t -r", "--", "-l --"})
    void isNoPathWhereThereAreOptionsOnly(String argument) {
        assertThat(ListArgument.parse(argument).path()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "/a/b, /a/b",
        "-l a, a",
        "-la /a b, /a b",
        "-a -l a, a",
        "-l -, -",
        "a -l, a -l",
        "-2024, -2024",
        "-a.txt, -a.txt",
        "-l -a.txt, -a.txt",
        "--help, --help",
        "-- -a, -a",
        "-l -- -la b, -la b",
        "-- --, --",
        "./-a, ./-a",
    })
    void leavesThePath(String argument, String path) {
        assertThat(ListArgument.parse(argument).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"-laR", "-l -a -R", "-R -la x", "-Ral --"})
    void combinedOrNotOptionsAreTheSame(String argument) {
        assertThat(ListArgument.parse(argument).options())
                .isEqualTo(new ListOptions(true, false, false, true, true, EntryOrder.NAME, false));
    }

    @ParameterizedTest
    @CsvSource({
        "-t, TIME",
        "-S, SIZE",
        "-tS, SIZE",
        "-St, TIME",
        "-S -t, TIME",
        "-l, NAME",
    })
    void theLastOrderCounts(String argument, EntryOrder order) {
        assertThat(ListArgument.parse(argument).options().order()).isEqualTo(order);
    }

    @Test
    void otherLettersHaveNoEffect() {
        assertThat(ListArgument.parse("-LAn1hg a").options()).isEqualTo(ListOptions.NONE);
    }

    @Test
    void keepsTheBlanksOfThePath() {
        assertThat(ListArgument.parse("-l a b ").path()).isEqualTo("a b ");
        assertThat(ListArgument.parse(" a").path()).isEqualTo(" a");
    }

    @Test
    void endsForAnArgumentOfManyOptions() {
        assertThat(ListArgument.parse("-l ".repeat(2_000) + "a").path()).isEqualTo("a");
    }
}

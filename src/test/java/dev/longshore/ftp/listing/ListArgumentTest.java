package dev.longshore.ftp.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options in front of a path are taken for what clients mean by them: nothing. */
class ListArgumentTest {
    @Test
    void isNoPathWhereThereIsNone() {
        assertThat(ListArgument.path(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-l", "-la", "-a -l", "-aL ", "-1", "-lA -t -r"})
    void isNoPathWhereThereAreOptionsOnly(String argument) {
        assertThat(ListArgument.path(argument)).isNull();
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
    })
    void leavesThePath(String argument, String path) {
        assertThat(ListArgument.path(argument)).isEqualTo(path);
    }

    @Test
    void keepsTheBlanksOfThePath() {
        assertThat(ListArgument.path("-l a b ")).isEqualTo("a b ");
        assertThat(ListArgument.path(" a")).isEqualTo(" a");
    }

    @Test
    void endsForAnArgumentOfManyOptions() {
        assertThat(ListArgument.path("-l ".repeat(2_000) + "a")).isEqualTo("a");
    }
}

package dev.longshore.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How files and directories of a user may be called. */
class NameRulesTest {
    private static final VirtualPath IN = VirtualPath.ROOT.resolve("/in.exe");

    @ParameterizedTest
    @CsvSource({
        "*, a, true",
        "*.csv, a.csv, true",
        "*.csv, A.CSV, true",
        "*.CSV, a.csv, true",
        "*.csv, a.csv.exe, false",
        "*.csv, csv, false",
        "*.csv, .csv, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-b-b-d, false",
        "**a**, a, true",
        "[a-z], a, false",
        "a.c, abc, false",
        "ä*, Äpfel, true",
        "'', a, false"
    })
    void aPatternIsAWholeNameInAnyCase(String pattern, String name, boolean matches) {
        assertThat(NameRules.matches(pattern, name)).isEqualTo(matches);
    }

    @Test
    void aFileNeedsAnAllowedNameAndADirectoryDoesNot() {
        NameRules rules = new NameRules(List.of("*.csv", "*.txt"), List.of());
        assertThat(rules.permitFile(path("/2030/a.csv"), VirtualPath.ROOT)).isTrue();
        assertThat(rules.permitFile(path("/2030/a.pdf"), VirtualPath.ROOT)).isFalse();
        assertThat(rules.permitDirectory(path("/2030"), VirtualPath.ROOT)).isTrue();
    }

    @Test
    void aDeniedNameHoldsAnywhereBelowTheMountAndGoesFirst() {
        NameRules rules = new NameRules(List.of("*"), List.of("*.exe", ".*"));
        assertThat(rules.permitFile(path("/in.exe/a.csv"), IN)).isTrue();
        assertThat(rules.permitFile(path("/in.exe/a.exe"), IN)).isFalse();
        assertThat(rules.permitFile(path("/in.exe/.ssh/a.csv"), IN)).isFalse();
        assertThat(rules.permitDirectory(path("/in.exe/b.exe"), IN)).isFalse();
        assertThat(NameRules.NONE.permitFile(path("/.a.exe"), VirtualPath.ROOT)).isTrue();
    }

    @Test
    void aHostileNameCostsLittle() {
        long begin = System.nanoTime();
        assertThat(NameRules.matches("*a".repeat(120) + "b", "a".repeat(1_024))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    private static VirtualPath path(String path) {
        return VirtualPath.ROOT.resolve(path);
    }
}

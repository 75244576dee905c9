package dev.longshore.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client writes names something at or below the root. */
class VirtualPathTest {
    private static final VirtualPath HERE = VirtualPath.ROOT.resolve("a/b");

    @ParameterizedTest
    @CsvSource({
        "c, /a/b/c",
        "/c, /c",
        "., /a/b",
        "./c, /a/b/c",
        ".., /a",
        "../c, /a/c",
        "../.., /",
        "../../.., /",
        "../../../../c, /c",
        "/.., /",
        "/../c, /c",
        "c/../d, /a/b/d",
        "//c, /c",
        "c//d, /a/b/c/d",
        "c/, /a/b/c",
        "c/./d/., /a/b/c/d",
        "/, /",
        "//, /",
        "..., /a/b/...",
        "..c, /a/b/..c",
        "c.., /a/b/c..",
        "%2e%2e, /a/b/%2e%2e",
        "..\\c, /a/b/..\\c",
    })
    void resolvesAgainstTheDirectory(String name, String path) {
        assertThat(HERE.resolve(name)).hasToString(path);
    }

    @Test
    void staysWhereTheNameIsEmpty() {
        assertThat(HERE.resolve("")).isEqualTo(HERE);
    }

    @Test
    void keepsBlanksAndOddCharactersOfASegment() {
        assertThat(VirtualPath.ROOT.resolve(" a b /\u00a0/日本\u2028 ").segments())
                .containsExactly(" a b ", "\u00a0", "日本\u2028 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "a\r", "a\nb", "\t", "a\u001bb", "a\u007fb", "a/\n/b", "\n/.."})
    void refusesControlCharacters(String name) {
        assertThatThrownBy(() -> HERE.resolve(name))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NAME_NOT_ALLOWED));
    }

    @Test
    void hasTheRootAsItsOwnParent() {
        assertThat(VirtualPath.ROOT.parent()).isEqualTo(VirtualPath.ROOT);
        assertThat(VirtualPath.ROOT.isRoot()).isTrue();
        assertThat(VirtualPath.ROOT.name()).isEqualTo("/");
        assertThat(VirtualPath.ROOT).hasToString("/");
    }

    @Test
    void knowsItsParentAndName() {
        assertThat(HERE.parent()).hasToString("/a");
        assertThat(HERE.name()).isEqualTo("b");
        assertThat(HERE.isRoot()).isFalse();
    }

    @Test
    void startsWithWholeSegmentsOnly() {
        assertThat(HERE.startsWith(VirtualPath.ROOT)).isTrue();
        assertThat(HERE.startsWith(HERE)).isTrue();
        assertThat(HERE.startsWith(VirtualPath.ROOT.resolve("a"))).isTrue();
        assertThat(VirtualPath.ROOT.resolve("ab").startsWith(VirtualPath.ROOT.resolve("a")))
                .isFalse();
        assertThat(VirtualPath.ROOT.startsWith(HERE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/", "a\n", "\0", "\u007f"})
    void showsNoNameThatItCouldNotHold(String name) {
        assertThat(VirtualPath.isShowable(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "...", ".a", "a b", "-l", "日本", "\\"})
    void showsNamesThatResolveToThemselves(String name) {
        assertThat(VirtualPath.isShowable(name)).isTrue();
        assertThat(VirtualPath.ROOT.resolve(name).segments()).containsExactly(name);
    }

    @Test
    void neverLeavesTheRootWhateverTheSpelling() {
        long seed = 959;
        Random random = new Random(seed);
        List<String> pieces =
                List.of("..", ".", "", "/", "//", "a", "...", " ", " ..", ".. ", "\\..", "%2e%2e", "\u2025", "..a");
        VirtualPath at = VirtualPath.ROOT;
        for (int i = 0; i < 1_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int count = 1 + random.nextInt(12); count > 0; count--) {
                name.append(pieces.get(random.nextInt(pieces.size())));
                name.append(random.nextInt(4) == 0 ? "" : "/");
            }
            VirtualPath resolved = at.resolve(name.toString());
            String what = "seed " + seed + ", \"" + name + "\" in " + at;
            assertThat(resolved.toString()).as(what).startsWith("/").doesNotContain("//");
            assertThat(resolved.segments()).as(what).doesNotContain("..", ".", "");
            assertThat(resolved.segments())
                    .as(what)
                    .noneMatch(segment -> segment.indexOf('/') >= 0)
                    .allMatch(VirtualPath::isShowable);
            assertThat(VirtualPath.ROOT.resolve(resolved.toString())).as(what).isEqualTo(resolved);
            at = random.nextInt(10) == 0 ? VirtualPath.ROOT : resolved;
        }
    }
}

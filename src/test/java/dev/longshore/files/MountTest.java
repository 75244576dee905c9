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

/** Every name in a mount is a key below its prefix. */
class MountTest {
    private static final VirtualPath IN = VirtualPath.ROOT.resolve("in");

    @ParameterizedTest
    @CsvSource({"'', ''", "p, p/", "p/, p/", "p/q, p/q/", "p/q/, p/q/"})
    void hasAPrefixThatIsEmptyOrEndsWithASlash(String given, String prefix) {
        assertThat(new Mount(VirtualPath.ROOT, "bucket", given).prefix()).isEqualTo(prefix);
    }

    @Test
    void makesTheKeyOfPrefixAndPath() {
        assertThat(whole("p").key(path("/a/b.csv"))).isEqualTo("p/a/b.csv");
        assertThat(whole("").key(path("/a/b.csv"))).isEqualTo("a/b.csv");
    }

    @Test
    void leavesItsOwnPathOutOfTheKey() {
        assertThat(new Mount(IN, "bucket", "p").key(path("/in/a"))).isEqualTo("p/a");
        assertThat(new Mount(IN, "bucket", "").key(path("/in/in/a"))).isEqualTo("in/a");
    }

    @Test
    void listsBelowADirectoryWithASlash() {
        assertThat(whole("p").keysBelow(path("/a"))).isEqualTo("p/a/");
        assertThat(whole("p").keysBelow(VirtualPath.ROOT)).isEqualTo("p/");
        assertThat(whole("").keysBelow(VirtualPath.ROOT)).isEmpty();
        assertThat(new Mount(IN, "bucket", "p").keysBelow(IN)).isEqualTo("p/");
        assertThat(new Mount(IN, "bucket", "").keysBelow(IN)).isEmpty();
    }

    @Test
    void takesKeysOf1024Bytes() {
        assertThat(whole("p").key(path("x".repeat(1022)))).hasSize(1024);
        assertThat(whole("").key(path("ü".repeat(512)))).hasSize(512);
        assertThat(whole("").key(path("日".repeat(341) + "x"))).hasSize(342);
        assertThat(whole("").key(path("😀".repeat(256)))).hasSize(512);
    }

    @Test
    void refusesKeysOfMoreBytes() {
        refuses(whole("p"), "x".repeat(1023));
        refuses(whole(""), "ü".repeat(512) + "x");
        refuses(whole(""), "日".repeat(342));
        refuses(whole(""), "😀".repeat(256) + "x");
    }

    @Test
    void keepsEverySpellingBelowThePrefix() {
        long seed = 3659;
        Random random = new Random(seed);
        List<String> pieces = List.of("..", ".", "", "a", "in", "...", "%2e%2e", "p", "\\..");
        Mount mount = whole("tenant/p");
        for (int i = 0; i < 1_000; i++) {
            StringBuilder name = new StringBuilder(random.nextBoolean() ? "/" : "");
            for (int count = 1 + random.nextInt(10); count > 0; count--) {
                name.append(pieces.get(random.nextInt(pieces.size()))).append('/');
            }
            String key = mount.key(IN.resolve(name.toString()));
            assertThat(key)
                    .as("seed %d, \"%s\"", seed, name)
                    .startsWith("tenant/p/")
                    .doesNotContain("//");
            assertThat(key.split("/")).as("seed %d, \"%s\"", seed, name).doesNotContain("..", ".");
        }
    }

    private static Mount whole(String prefix) {
        return new Mount(VirtualPath.ROOT, "bucket", prefix);
    }

    private static VirtualPath path(String name) {
        return VirtualPath.ROOT.resolve(name);
    }

    private static void refuses(Mount mount, String name) {
        assertThatThrownBy(() -> mount.key(path(name)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NAME_NOT_ALLOWED));
    }
}

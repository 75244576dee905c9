package dev.longshore.users.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.files.Access;
import dev.longshore.files.Mount;
import dev.longshore.files.UserTree;
import dev.longshore.files.VirtualPath;
import dev.longshore.testing.TestSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mounts, the home and the directories of a user of the configuration, or the sentence that names what is wrong. */
class ConfiguredTreeTest {
    private static final String ALICE = "longshore.users.config.alice.";
    private static final Mount ROOT = new Mount(VirtualPath.ROOT, "default", "p/");

    @Test
    void isTheDefaultBucketWithoutMounts() {
        assertThat(tree(Map.of())).isEqualTo(UserTree.of(ROOT));
    }

    @Test
    void hasMounts() {
        UserTree tree = tree(Map.of(
                "mounts[0].path", "/",
                "mounts[1].path", "/in/",
                "mounts[1].prefix", "incoming",
                "mounts[1].access", "write-only",
                "mounts[2].path", "/in/deeper",
                "mounts[2].bucket", "other",
                "mounts[2].access", "read-only",
                "mounts[3].path", "/b",
                "mounts[3].bucket", "other",
                "mounts[3].prefix", "b/"));
        assertThat(tree.mounts())
                .containsExactly(
                        ROOT,
                        new Mount(path("/in"), "default", "incoming/", Access.WRITE_ONLY),
                        new Mount(path("/in/deeper"), "other", "", Access.READ_ONLY),
                        new Mount(path("/b"), "other", "b/"));
        assertThat(tree.home()).isEqualTo(VirtualPath.ROOT);
        assertThat(tree.strict()).isFalse();
    }

    @Test
    void hasAHomeAndStrictDirectories() {
        UserTree tree = tree(Map.of("home", "/a/b/", "directories", "strict"));
        assertThat(tree.home()).isEqualTo(path("/a/b"));
        assertThat(tree.strict()).isTrue();
        assertThat(tree(Map.of("mounts[0].path", "/far/away", "home", "/far")).home())
                .isEqualTo(path("/far"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"in", "./in", "/..", "/in/../out", "/./in", "//", "/in//out", "/in\u0007"})
    void refusesAPathThatIsNotPlain(String path) {
        refuses(Map.of("mounts[0].path", path), "mounts[0].path is \"" + path + "\": write an absolute path");
        refuses(Map.of("home", path), ALICE + "home is \"" + path + "\": write an absolute path");
    }

    @Test
    void refusesTwoMountsAtOnePath() {
        refuses(
                Map.of("mounts[0].path", "/in", "mounts[1].path", "/in/"),
                ALICE + "mounts[1].path is \"/in/\", where another mount of the user is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "-bucket", "bucket/prefix", "s3://bucket", "a b", "bücket", "../other"})
    void refusesAWordThatIsNoBucket(String bucket) {
        refuses(
                Map.of("mounts[0].path", "/", "mounts[0].bucket", bucket),
                ALICE + "mounts[0].bucket is \"" + bucket + "\", which no bucket can be called");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/incoming", "a/../b", "a//b", "./a", "..", "/"})
    void refusesAPrefixThatIsNotPlain(String prefix) {
        refuses(
                Map.of("mounts[0].path", "/", "mounts[0].prefix", prefix),
                ALICE + "mounts[0].prefix is \"" + prefix + "\": write what keys begin with");
    }

    @Test
    void refusesAHomeOutsideOfAllMounts() {
        refuses(
                Map.of("mounts[0].path", "/in", "home", "/out"),
                ALICE + "home is \"/out\", which no mount of the user holds");
    }

    @ParameterizedTest
    @CsvSource({"mounts[0].access, readonly", "directories, lax"})
    void refusesAWordThatItDoesNotKnow(String key, String word) {
        assertThatThrownBy(() -> tree(Map.of("mounts[0].path", "/", key, word)))
                .hasStackTraceContaining(ALICE + key)
                .hasStackTraceContaining(word);
    }

    private static void refuses(Map<String, String> settings, String sentence) {
        assertThatThrownBy(() -> tree(settings))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(sentence);
    }

    private static UserTree tree(Map<String, String> settings) {
        Map<String, String> keys = new HashMap<>();
        keys.put(ALICE + "password", "secret");
        settings.forEach((key, value) -> keys.put(ALICE + key, value));
        return ConfiguredUsers.of(TestSettings.of(keys).users(), ROOT)
                .find("alice")
                .orElseThrow()
                .tree();
    }

    private static VirtualPath path(String name) {
        return VirtualPath.ROOT.resolve(name);
    }
}

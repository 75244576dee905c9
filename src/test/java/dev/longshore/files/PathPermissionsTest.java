package dev.longshore.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The deepest rule that holds a path narrows what the mount allows. */
class PathPermissionsTest {
    private static final PathPermissions RULES = new PathPermissions(Map.of(
            VirtualPath.ROOT,
            Access.READ_ONLY,
            path("/in"),
            Access.of(Permission.WRITE),
            path("/in/done"),
            Access.READ_WRITE));

    @Test
    void theDeepestRuleCounts() {
        assertThat(RULES.at(path("/a"), Access.READ_WRITE)).isEqualTo(Access.READ_ONLY);
        assertThat(RULES.at(path("/in"), Access.READ_WRITE)).isEqualTo(Access.of(Permission.WRITE));
        assertThat(RULES.at(path("/inn"), Access.READ_WRITE)).isEqualTo(Access.READ_ONLY);
        assertThat(RULES.at(path("/in/a/b"), Access.READ_WRITE)).isEqualTo(Access.of(Permission.WRITE));
        assertThat(RULES.at(path("/in/done/a"), Access.READ_WRITE)).isEqualTo(Access.READ_WRITE);
    }

    @Test
    void aRuleNeverAllowsMoreThanTheMount() {
        assertThat(RULES.at(path("/in/done/a"), Access.READ_ONLY)).isEqualTo(Access.READ_ONLY);
        assertThat(RULES.at(path("/in"), Access.NONE)).isEqualTo(Access.NONE);
        assertThat(PathPermissions.NONE.at(path("/in"), Access.READ_ONLY)).isEqualTo(Access.READ_ONLY);
    }

    @Test
    void knowsWhatWouldLeaveARuleBehind() {
        assertThat(RULES.divide(path("/in"))).isTrue();
        assertThat(RULES.divide(path("/in/done"))).isFalse();
        assertThat(RULES.divide(path("/i"))).isFalse();
        assertThat(RULES.in(VirtualPath.ROOT)).isEqualTo(Map.of("in", Access.of(Permission.WRITE)));
        assertThat(RULES.in(path("/in"))).isEqualTo(Map.of("done", Access.READ_WRITE));
    }

    private static VirtualPath path(String path) {
        return VirtualPath.ROOT.resolve(path);
    }
}

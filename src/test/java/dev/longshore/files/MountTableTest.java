package dev.longshore.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The deepest mount holds a path, and what leads to a mount is a directory. */
class MountTableTest {
    private static final Mount ROOT = mount("/");
    private static final Mount IN = mount("/in");
    private static final Mount DEEP = mount("/in/a/b");
    private static final MountTable TABLE = new MountTable(List.of(IN, ROOT, DEEP));
    private static final MountTable ROOTLESS = new MountTable(List.of(DEEP));

    @Test
    void theDeepestMountHoldsAPath() {
        assertThat(TABLE.holding(path("/"))).isEqualTo(ROOT);
        assertThat(TABLE.holding(path("/inn"))).isEqualTo(ROOT);
        assertThat(TABLE.holding(path("/in"))).isEqualTo(IN);
        assertThat(TABLE.holding(path("/in/a"))).isEqualTo(IN);
        assertThat(TABLE.holding(path("/in/a/b/c"))).isEqualTo(DEEP);
    }

    @Test
    void elsewhereIsNoBucket() {
        assertThat(ROOTLESS.holding(path("/in/a")).isNowhere()).isTrue();
        assertThat(ROOTLESS.holding(path("/in/a")).access().permissions()).isEmpty();
        assertThat(ROOTLESS.holding(path("/in/a/b")).isNowhere()).isFalse();
    }

    @Test
    void mountPointsAndWhatLeadsToThemAreFixed() {
        assertThat(List.of("/", "/in", "/in/a", "/in/a/b")).allMatch(name -> TABLE.isFixed(path(name)));
        assertThat(List.of("/x", "/inn", "/in/b", "/in/a/b/c")).noneMatch(name -> TABLE.isFixed(path(name)));
        assertThat(new MountTable(List.of()).isFixed(VirtualPath.ROOT)).isTrue();
    }

    @Test
    void showsWhereMountsAre() {
        assertThat(TABLE.namesIn(path("/"))).containsExactly("in");
        assertThat(TABLE.namesIn(path("/in"))).containsExactly("a");
        assertThat(TABLE.namesIn(path("/in/a"))).containsExactly("b");
        assertThat(TABLE.namesIn(path("/in/a/b"))).isEmpty();
        assertThat(TABLE.namesIn(path("/x"))).isEmpty();
    }

    private static Mount mount(String path) {
        return new Mount(path(path), "bucket", "p/");
    }

    private static VirtualPath path(String name) {
        return VirtualPath.ROOT.resolve(name);
    }
}

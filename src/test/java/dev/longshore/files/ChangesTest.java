package dev.longshore.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What other sessions changed is told apart from what a session changed itself. */
class ChangesTest {
    private static final String BUCKET = "b";
    private static final Object ONE = "one";
    private static final Object OTHER = "other";

    private long now = Long.MAX_VALUE - 5;
    private final Changes changes = new Changes(() -> now);

    @Test
    void aSessionsOwnChangesAreNotThoseOfOthers() {
        changes.in(BUCKET, "a/", ONE);
        assertThat(byOthersSince(now, "a/", ONE)).isFalse();
        assertThat(byOthersSince(now, "a/", OTHER)).isTrue();
        assertThat(byOthersSince(now, "b/", OTHER)).isFalse();
        assertThat(byOthersSince(now + 1, "a/", OTHER)).isFalse();
    }

    @Test
    void theLastChangeOfAnotherCountsWhateverCameAfterIt() {
        changes.in(BUCKET, "a/", OTHER);
        long then = now;
        for (int i = 0; i < 10; i++) {
            now++;
            changes.in(BUCKET, "a/", ONE);
        }
        assertThat(byOthersSince(then, "a/", ONE)).isTrue();
        assertThat(byOthersSince(then + 1, "a/", ONE)).isFalse();
        assertThat(byOthersSince(now, "a/", OTHER)).isTrue();
    }

    @Test
    void changesEverywhereAreEverywhere() {
        changes.everywhere(OTHER);
        assertThat(byOthersSince(now, "any/", ONE)).isTrue();
        assertThat(byOthersSince(now, "any/", OTHER)).isFalse();
    }

    @Test
    void whatDidNotFitCountsForAll() {
        changes.in(BUCKET, "first/", ONE);
        long first = now++;
        for (int i = 0; i < Changes.MOST; i++) {
            changes.in(BUCKET, i + "/", OTHER);
        }
        assertThat(byOthersSince(first, "first/", OTHER)).isTrue();
        assertThat(byOthersSince(first + 1, "first/", OTHER)).isFalse();
    }

    private boolean byOthersSince(long since, String prefix, Object session) {
        return changes.byOthersSince(since, BUCKET, prefix, session);
    }
}

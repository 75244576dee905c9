package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.LogLines;
import org.junit.jupiter.api.Test;

/** Each part of a bucket is looked after once, and not without bounds. */
class PlacesTest {
    private static final Folder OWN = new Folder("own", "root/");

    private final Places places = new Places(OWN);

    @Test
    void theGatewaysOwnPlaceIsThereAlready() {
        assertThat(places.add(written("own", "root/"))).isFalse();
        assertThat(places.add(written("own", "root/alice/"))).isFalse();
        assertThat(places.written()).containsExactly(OWN);
    }

    @Test
    void anotherBucketOrPrefixIsNew() {
        assertThat(places.add(written("own", "other/"))).isTrue();
        assertThat(places.add(written("theirs", "root/"))).isTrue();
        assertThat(places.written()).containsExactly(OWN, new Folder("own", "other/"), new Folder("theirs", "root/"));
    }

    @Test
    void whatIsOnlyReadIsNotWritten() {
        assertThat(places.add(new Place(new Folder("shared", ""), false))).isTrue();
        assertThat(places.add(new Place(new Folder("shared", "deep/"), false))).isFalse();
        assertThat(places.written()).containsExactly(OWN);
        assertThat(places.add(written("shared", "deep/"))).isTrue();
        assertThat(places.written()).containsExactly(OWN, new Folder("shared", "deep/"));
    }

    @Test
    void ofTwoPlacesTheWiderOneCounts() {
        places.add(written("shared", "deep/"));
        assertThat(places.add(written("shared", ""))).isTrue();
        assertThat(places.written()).containsExactly(OWN, new Folder("shared", ""));
    }

    @Test
    void furtherOnesAreLeftOutWithOneSentence() {
        try (LogLines log = LogLines.of(Places.class)) {
            for (int i = 1; i < Places.MOST; i++) {
                assertThat(places.add(written("shared", i + "/"))).isTrue();
            }
            assertThat(log.all()).isEmpty();
            assertThat(places.add(written("shared", "one/"))).isFalse();
            assertThat(places.add(written("shared", "two/"))).isFalse();
            assertThat(places.all()).hasSize(Places.MOST);
            assertThat(log.all()).singleElement().asString().contains("more than 1000 places");
        }
    }

    private static Place written(String bucket, String prefix) {
        return new Place(new Folder(bucket, prefix), true);
    }
}

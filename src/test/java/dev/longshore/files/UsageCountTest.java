package dev.longshore.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.s3.Folder;
import dev.longshore.s3.StoredObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageCountTest {
    private final UsageCount count = new UsageCount(List.of(new Folder("one", "a/"), new Folder("two", "")));

    @Test
    void markersOfDirectoriesAreNoFiles() {
        count.add(page("a/", "a/b/", "a/b/c"));
        assertThat(count.sum()).isEqualTo(new Amount(10, 1));
    }

    @Test
    void aChangeBehindTheLastPageIsAdded() {
        count.add(page("a/b", "a/f"));
        count.change("one", "a/b", Amount.ofFile(10), Amount.NOTHING);
        count.change("one", "a/e", Amount.NOTHING, Amount.ofFile(5));
        assertThat(count.sum()).isEqualTo(new Amount(15, 2));
        assertThat(count.isDoubtful()).isTrue();
    }

    @Test
    void oneBeforeItIsStillToBeSeen() {
        count.change("one", "a/b", Amount.NOTHING, Amount.ofFile(5));
        count.add(page("a/b", "a/f"));
        count.change("one", "a/g", Amount.NOTHING, Amount.ofFile(5));
        count.change("two", "a", Amount.NOTHING, Amount.ofFile(5));
        assertThat(count.sum()).isEqualTo(new Amount(20, 2));
    }

    @Test
    void aFolderThatIsCountedIsBehindTheNextOne() {
        count.add(page("a/b"));
        count.endFolder();
        count.change("one", "a/z", Amount.NOTHING, Amount.ofFile(5));
        count.change("two", "a", Amount.NOTHING, Amount.ofFile(5));
        count.add(page("a"));
        count.endFolder();
        count.change("two", "z", Amount.NOTHING, Amount.ofFile(1));
        assertThat(count.sum()).isEqualTo(new Amount(26, 4));
    }

    private static List<StoredObject> page(String... keys) {
        return Arrays.stream(keys)
                .map(key -> new StoredObject(key, key.endsWith("/") ? 0 : 10, Instant.EPOCH, ""))
                .toList();
    }
}

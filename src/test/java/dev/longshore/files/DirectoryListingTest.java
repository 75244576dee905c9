package dev.longshore.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Eventually;
import dev.longshore.testing.KeysS3;
import dev.longshore.testing.TestGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the pages of a listing are asked for, and when what is there should go out. */
@Timeout(60)
class DirectoryListingTest {
    private static final int PAGE = 1_000;

    @Test
    void theFirstEntryGoesOutBeforeTheSecondPageIsAskedFor() {
        try (KeysS3 storage = KeysS3.of(3 * PAGE);
                TestGateway gateway = storage.gateway(Map.of())) {
            int before = storage.pages();
            try (DirectoryListing listing = listing(gateway)) {
                assertThat(listing.isReady()).isTrue();
                assertThat(listing.hasNext()).isTrue();
                listing.next();
                assertThat(listing.isReady()).as("what is there should go out").isFalse();
                assertThat(storage.pages()).isEqualTo(before + 1);
                assertThat(listing.hasNext()).isTrue();
                Eventually.holds("the second page is asked for", () -> storage.pages() == before + 2);
                assertThat(listing.isReady()).isTrue();
            }
        }
    }

    @Test
    void onePageGoesOutAsAWhole() {
        try (KeysS3 storage = KeysS3.of(PAGE);
                TestGateway gateway = storage.gateway(Map.of());
                DirectoryListing listing = listing(gateway)) {
            int count = 0;
            for (; listing.hasNext(); listing.next()) {
                assertThat(listing.isReady()).isTrue();
                count++;
            }
            assertThat(count).isEqualTo(PAGE);
        }
    }

    private static DirectoryListing listing(TestGateway gateway) {
        return new DirectoryListing(
                new DirectoryListing.Folder(gateway.bucket(), "", EntryRights.ALL, Map.of()),
                gateway.gateway().backend().objects().pages(gateway.bucket(), "", null),
                List.of(),
                PageListener.NONE);
    }
}
